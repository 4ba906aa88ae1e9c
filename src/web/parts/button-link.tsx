import type { ButtonProps } from '@mantine/core'
import { Button } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'

type ButtonAnchorProps = Omit<ComponentProps<'a'>, keyof ButtonProps> & ButtonProps

/** A link to another screen that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor)

function ButtonAnchor(props: ButtonAnchorProps) {
  return <Button component="a" {...props} />
}
