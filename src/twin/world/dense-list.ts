// A list without gaps over people who have none, one or several items each: an index of one number per 256 people finds the owner of a
// position, so a million people cost 16 KB and a walk costs one step per item.

const blockSize = 256

/** The owner of a position and which of the owner's items it is. */
export type Spot = { readonly owner: number; readonly within: number }

/** Positions 0 … size-1 over owners 0 … owners-1. */
export type DenseList = { readonly size: () => number; readonly spotAt: (position: number) => Spot | undefined }

/** Builds the index on first use. `countOf` must be cheap and always say the same. */
export function denseList(owners: number, countOf: (owner: number) => number): DenseList {
  let starts: Uint32Array | undefined
  let total = 0
  let last = { owner: 0, start: 0 }
  const build = (): Uint32Array => {
    const built = new Uint32Array(Math.ceil(owners / blockSize) + 1)
    for (let owner = 0; owner < owners; owner++) {
      if (owner % blockSize === 0) built[owner / blockSize] = total
      total += countOf(owner)
    }
    built[built.length - 1] = total
    starts = built
    return built
  }
  const startOf = (position: number, index: Uint32Array): { owner: number; start: number } => {
    if (position >= last.start && position - last.start < blockSize) return last
    let low = 0
    let high = index.length - 2
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((index[middle] as number) <= position) low = middle
      else high = middle - 1
    }
    return { owner: low * blockSize, start: index[low] ?? 0 }
  }
  return {
    size: () => {
      starts ??= build()
      return total
    },
    spotAt: (position) => {
      const index = starts ?? build()
      if (!Number.isInteger(position) || position < 0 || position >= total) return undefined
      let { owner, start } = startOf(position, index)
      let count = countOf(owner)
      while (start + count <= position) {
        start += count
        owner++
        count = countOf(owner)
      }
      last = { owner, start }
      return { owner, within: position - start }
    },
  }
}
