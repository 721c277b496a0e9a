// Who reports to whom: each department is a tree of teams of six to twelve, laid out so that the manager of anyone is arithmetic on ranks.

import { drawBelow } from './chance.ts'

/** A department, its people a run of ranks, its director the first. */
export type Department = {
  readonly name: string
  readonly titles: readonly string[]
  /** People on their feet: shops, plants, warehouses. Few have a computer of their own. */
  readonly frontline: boolean
  readonly start: number
  readonly size: number
  /** Team sizes of four managers in turn, 6 to 12. */
  readonly spans: readonly number[]
}

/** A person's place in the organisation. */
export type Seat = {
  readonly department: Department
  readonly local: number
  readonly leads: boolean
  readonly depth: number
}

/** The organisation chart of the employees 0 … employees-1; rank 0 is the chief executive. */
export type OrgChart = {
  readonly departments: readonly Department[]
  seatOf(rank: number): Seat
  /** The manager's rank, undefined at the top. */
  managerOf(rank: number): number | undefined
  /** The rank of the team's lead or the director: who shares it works in one place. */
  teamOf(rank: number): number
}

type Plan = readonly [name: string, share: number, frontline: boolean, titles: readonly string[]]

// Shares are assumed: an industrial company with shops.
const plans: readonly Plan[] = [
  ['Manufacturing', 20, true, ['Machine Operator', 'Technician', 'Shift Planner', 'Quality Inspector']],
  ['Retail', 14, true, ['Sales Associate', 'Cashier', 'Store Planner']],
  ['Sales', 14, false, ['Account Manager', 'Sales Engineer', 'Key Account Manager', 'Inside Sales']],
  ['Engineering', 15, false, ['Engineer', 'Senior Engineer', 'Architect', 'Test Engineer']],
  ['Customer Service', 9, false, ['Service Agent', 'Service Specialist']],
  ['Logistics', 8, true, ['Driver', 'Warehouse Clerk', 'Dispatcher']],
  ['IT', 6, false, ['System Engineer', 'Identity Engineer', 'Service Desk Agent', 'Developer']],
  ['Finance', 5, false, ['Accountant', 'Controller', 'Treasury Analyst']],
  ['Marketing', 4, false, ['Campaign Manager', 'Designer', 'Writer']],
  ['Human Resources', 3, false, ['Recruiter', 'Payroll Specialist', 'HR Partner']],
  ['Legal & Compliance', 2, false, ['Counsel', 'Data Protection Officer', 'Auditor']],
]

/** Lays the chart out. Small companies have fewer departments; there is always an IT department from 12 employees on. */
export function createOrgChart(employees: number, seed: number): OrgChart {
  const departments = departmentsOf(employees, seed)
  const byStart = departments
  const seatOf = (rank: number): Seat => {
    let low = 0
    let high = byStart.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((byStart[middle] as Department).start <= rank) low = middle
      else high = middle - 1
    }
    const department = byStart[low] as Department
    const local = rank - department.start
    return {
      department,
      local,
      leads: firstReport(department, local) < department.size,
      depth: depthOf(department, local),
    }
  }
  const managerOf = (rank: number): number | undefined => {
    if (rank === 0) return undefined
    const { department, local } = seatOf(rank)
    return local === 0 ? 0 : department.start + parentOf(department, local)
  }
  return { departments, seatOf, managerOf, teamOf: (rank) => managerOf(rank) ?? 0 }
}

function departmentsOf(employees: number, seed: number): readonly Department[] {
  const executives = employees >= 200 ? 4 : 1
  const chosen =
    employees >= 120 ? plans : plans.filter(([name]) => name === 'IT' || name === 'Sales' || name === 'Engineering')
  const rest = Math.max(0, employees - executives)
  const total = chosen.reduce((sum, [, share]) => sum + share, 0)
  const departments: Department[] = [
    {
      name: 'Executive Office',
      titles: ['Executive Assistant', 'Chief of Staff'],
      frontline: false,
      start: 0,
      size: Math.min(executives, Math.max(1, employees)),
      spans: [12, 12, 12, 12],
    },
  ]
  let start = executives
  let shared = 0
  for (const [index, [name, share, frontline, titles]] of chosen.entries()) {
    shared += share
    const end = executives + Math.round((rest * shared) / total)
    const spans = [0, 1, 2, 3].map((turn) => 6 + drawBelow(seed, 100 + index * 4 + turn, 7))
    if (end > start) departments.push({ name, titles, frontline, start, size: end - start, spans })
    start = end
  }
  return departments
}

// A department's tree in level order: node n has spans[n mod 4] reports, so four nodes together have `cycle` of them.
function firstReport(department: Department, local: number): number {
  const { spans } = department
  let first = 1 + Math.floor(local / 4) * cycleOf(spans)
  for (let turn = 0; turn < local % 4; turn++) first += spans[turn] as number
  return first
}

function parentOf(department: Department, local: number): number {
  const cycle = cycleOf(department.spans)
  const group = Math.floor((local - 1) / cycle)
  let within = (local - 1) % cycle
  let turn = 0
  while (within >= (department.spans[turn] as number)) within -= department.spans[turn++] as number
  return group * 4 + turn
}

function depthOf(department: Department, local: number): number {
  let depth = 0
  for (let node = local; node > 0; node = parentOf(department, node)) depth++
  return depth
}

function cycleOf(spans: readonly number[]): number {
  return (spans[0] as number) + (spans[1] as number) + (spans[2] as number) + (spans[3] as number)
}
