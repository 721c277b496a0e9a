// The few ASN.1 values that a certificate needs, in DER (ITU-T X.690).

/** Tag, length and content as one value. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content])
  const bytes = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  if (length > 65_535) throw new RangeError('A DER value of more than 65,535 bytes is not needed here')
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)
export const set = (...parts: readonly Uint8Array[]): Buffer => der(0x31, ...parts)
export const octets = (content: Uint8Array): Buffer => der(0x04, content)
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text))
export const boolean = (value: boolean): Buffer => der(0x01, Buffer.from([value ? 0xff : 0]))

/** A bit string; `unused` bits at the end do not count. */
export const bits = (content: Uint8Array, unused = 0): Buffer => der(0x03, Buffer.from([unused]), content)

/** A positive integer from its bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes[0] ?? 0
  return first > 127 ? der(0x02, Buffer.from([0]), bytes) : der(0x02, bytes)
}

/** A context-specific value, constructed or primitive. */
export const tagged = (number: number, constructed: boolean, ...parts: readonly Uint8Array[]): Buffer =>
  der(0x80 | (constructed ? 0x20 : 0) | number, ...parts)

/** An object identifier from its dotted text. */
export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const arc of rest) {
    const digits = [arc & 127]
    for (let left = arc >>> 7; left > 0; left >>>= 7) digits.unshift((left & 127) | 128)
    bytes.push(...digits)
  }
  return der(0x06, Buffer.from(bytes))
}

/** An instant as UTCTime, which serves until 2049 (RFC 5280 section 4.1.2.5.1). */
export function utcTime(at: Temporal.Instant): Buffer {
  const text = at.toString({ fractionalSecondDigits: 0 }).replace(/[-:T]/g, '').slice(2)
  return der(0x17, Buffer.from(text))
}
