import type { VariantColorResolverResult } from '@mantine/core'
import { Button, Checkbox, createTheme, InputWrapper, NativeSelect, Textarea, TextInput } from '@mantine/core'

/** Ink decides: buttons are black and white, and colour is left to states. A refusal has its own hue in its text. */
const BUTTON_LOOKS = {
  default: look({ background: 'var(--surface)', hover: 'var(--chip)', color: 'var(--ink)', border: 'var(--line-2)' }),
  filled: look({ background: 'var(--ink)', hover: 'var(--ink-2)', color: 'var(--bg)', border: 'var(--ink)' }),
  subtle: look({ background: 'transparent', hover: 'var(--chip)', color: 'var(--ink-2)', border: 'transparent' }),
  refuse: look({
    background: 'var(--surface)',
    hover: 'var(--plum-soft)',
    color: 'var(--plum)',
    border: 'var(--line-2)',
  }),
} as const

const LOOKS: ReadonlyMap<string, VariantColorResolverResult> = new Map(Object.entries(BUTTON_LOOKS))

export const theme = createTheme({
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: ({ variant }) => LOOKS.get(variant) ?? BUTTON_LOOKS.default,
  components: {
    Button: Button.extend({ defaultProps: { variant: 'default', size: 'xs' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { withAsterisk: false, inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
  },
})

function look(of: VariantColorResolverResult): VariantColorResolverResult {
  return { ...of, hoverColor: of.color, border: `1px solid ${of.border}` }
}
