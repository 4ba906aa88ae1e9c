import { useNavigate } from '@tanstack/react-router'
import { useWaysIn } from '../../data/sign-in.ts'
import { Loading } from '../../parts/loading.tsx'
import { LinkOver } from '../link-over.tsx'
import { SignInForm } from './sign-in-form.tsx'

export function SignInScreen() {
  const navigate = useNavigate()
  const { data, isPending } = useWaysIn()
  if (isPending) return <Loading what="how to sign in" />
  if (data === undefined || data.ways.length === 0) return <LinkOver />
  return <SignInForm ways={data.ways} onEntered={() => navigate({ to: '/' })} />
}
