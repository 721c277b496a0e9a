// Reads yes and no as the portals, PowerShell and Excel write them in the languages of the admin centres. What is in neither list is
// neither: unknown is never yes.

const yes = words(
  'yes, y, true, 1, x, enabled, capable, registered, compliant, on, active, allowed',
  'ja, wahr, aktiviert, oui, vrai, activé, sí, si, verdadero, sì, vero, sim, verdadeiro',
  'waar, sand, sant, kyllä, tosi, tak, prawda, ano, pravda, igen, igaz, da, evet, doğru',
  'да, истина, так, はい, 是, 예, כן, نعم',
)

const no = words(
  'no, n, false, 0, disabled, not capable, not registered, not enabled, noncompliant, non-compliant, not compliant',
  'off, inactive, blocked, not allowed, incapable, unregistered',
  'nein, falsch, deaktiviert, non, faux, désactivé, falso, não, nao, nee, onwaar, nej, nei, falsk, usann, falskt',
  'ei, epätosi, nie, fałsz, ne, nepravda, nem, hamis, nu, hayır, yanlış',
  'нет, ложь, ні, いいえ, 否, 아니요, לא, لا',
)

const unsaid = words('-, n/a, na, null, unknown, not evaluated, not available, none').add('')

/** True, false, undefined where the cell says nothing, and null where what it says is neither yes nor no. */
export function readFlag(text: string): boolean | null | undefined {
  const cell = text.trim().toLowerCase()
  if (yes.has(cell)) return true
  if (no.has(cell)) return false
  return unsaid.has(cell) ? undefined : null
}

function words(...lists: readonly string[]): Set<string> {
  return new Set(lists.flatMap((list) => list.split(', ')))
}
