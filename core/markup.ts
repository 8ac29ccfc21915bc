// XML 1.0, production 2: tab, line ends and everything from U+0020 but surrogates, U+FFFE and U+FFFF.
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text between the tags of XML, HTML or WebVTT. Characters that XML can not hold are left out. */
export function escapedText(text: string): string {
  return text.replaceAll(notXml, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text as an attribute's value, to stand in double quotes. */
export function escapedAttribute(text: string): string {
  return escapedText(text).replaceAll('"', '&quot;');
}
