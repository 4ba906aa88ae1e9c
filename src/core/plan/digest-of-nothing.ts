/** SHA-256 of nothing: the digest of what has no files, or of which nobody knows what it says of itself. */
export const DIGEST_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
