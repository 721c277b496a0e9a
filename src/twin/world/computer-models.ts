// The computers of late 2026: makers and models as Windows and macOS report them, with the builds they run. Shares are assumed.

import { weighted, type Weighted } from './chance.ts'

/** A computer or tablet model as directories name it. */
export type ComputerModel = {
  readonly system: 'Windows' | 'macOS' | 'Linux'
  readonly manufacturer: string
  readonly model: string
  readonly versions: Weighted<string>
}

// Windows 10 22H2 is 19045 (out of support since October 2025); Windows 11 23H2 is 22631, 24H2 is 26100, 25H2 is 26200.
const windowsVersions = weighted([
  ['10.0.26200.7171', 30],
  ['10.0.26100.6584', 36],
  ['10.0.22631.5909', 18],
  ['10.0.19045.6456', 16],
])
const macVersions = weighted([
  ['26.1', 44],
  ['15.7.2', 28],
  ['14.8.1', 20],
  ['26.0.1', 8],
])
const linuxVersions = weighted([
  ['24.04', 70],
  ['22.04', 20],
  ['9.4', 10],
])

const windows = (manufacturer: string, model: string): ComputerModel => ({
  system: 'Windows',
  manufacturer,
  model,
  versions: windowsVersions,
})
const mac = (model: string): ComputerModel => ({ system: 'macOS', manufacturer: 'Apple', model, versions: macVersions })

/** Computers from a big maker, and a few that someone assembled: those report the mainboard's maker and nonsense as a model. */
export const windowsComputers: Weighted<ComputerModel> = weighted([
  [windows('Dell Inc.', 'Latitude 7440'), 16],
  [windows('Dell Inc.', 'OptiPlex 7010'), 10],
  [windows('LENOVO', '21HM004GGE'), 20],
  [windows('LENOVO', '11T7002VGE'), 8],
  [windows('HP', 'HP EliteBook 840 14 inch G10 Notebook PC'), 20],
  [windows('HP', 'HP EliteDesk 800 G6 Desktop Mini PC'), 8],
  [windows('Microsoft Corporation', 'Surface Laptop 5'), 8],
  [windows('Micro-Star International Co., Ltd.', 'MS-7D25'), 3],
  [windows('Gigabyte Technology Co., Ltd.', 'B660M DS3H DDR4'), 3],
  [windows('ASUSTeK COMPUTER INC.', 'System Product Name'), 4],
])

/** Macs by hardware identifier. */
export const macs: Weighted<ComputerModel> = weighted([
  [mac('MacBookPro18,3'), 35],
  [mac('Mac14,2'), 35],
  [mac('Mac15,12'), 20],
  [mac('Macmini9,1'), 10],
])

/** Linux desktops. */
export const linuxComputers: Weighted<ComputerModel> = weighted([
  [{ system: 'Linux', manufacturer: 'LENOVO', model: '21CB000HGE', versions: linuxVersions }, 1],
])

/** iPadOS versions; Intune says `iOS`. */
export const tabletVersions: Weighted<string> = weighted([
  ['26.1', 45],
  ['18.7.2', 35],
  ['17.7.10', 20],
])
