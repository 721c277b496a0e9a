// Trouble as the API tells it: problem+json of RFC 9457, with a code and the next step.

import { z } from 'zod'

/** A problem. `type` is `urn:keywave:error:` and the code; docs/reference/errors.md has a paragraph on each. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    remedy: z.string(),
    retry: z.boolean(),
    errors: z
      .array(z.object({ field: z.string(), problem: z.string() }))
      .optional()
      .meta({ description: 'What is wrong with each field of the request.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' })

export type Problem = z.infer<typeof problem>
