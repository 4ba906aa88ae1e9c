import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** What stood behind the `#` of the address. It is taken out of it, so that it is in no history. Empty: there was none. */
export function useSecret(): string {
  const { hash, pathname } = useLocation()
  const navigate = useNavigate()
  const [secret] = useState(hash)
  useEffect(() => {
    if (hash !== '') void navigate({ to: pathname, replace: true })
  }, [hash, pathname, navigate])
  return secret
}
