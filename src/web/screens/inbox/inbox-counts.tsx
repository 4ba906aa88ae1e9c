import { useHome } from '../../data/home.ts'

export function InboxCounts() {
  const { data } = useHome()
  if (data === undefined) return null
  const overdue = data.overdueTasks === 0 ? '' : `, ${data.overdueTasks} overdue`
  return (
    <span className="small soft num">
      {data.openTasks} for you{overdue}
    </span>
  )
}
