/** What stands at an offset in each kind of file that people upload with the wrong extension; bytes as Latin-1. */
const signatures: readonly (readonly [name: string, signature: string, offset?: number])[] = [
  ['a PDF document', '%PDF-'],
  ['a PostScript file', '%!PS'],
  ['an RTF document', '{\\rtf'],
  ['a PNG image', '\u0089PNG'],
  ['a GIF image', 'GIF87a'],
  ['a GIF image', 'GIF89a'],
  ['a JPEG image', '\u00FF\u00D8\u00FF'],
  ['a TIFF image', 'II*\0'],
  ['a TIFF image', 'MM\0*'],
  ['a WebP image', 'WEBP', 8],
  ['a WAV recording', 'WAVE', 8],
  ['an MP3 recording', 'ID3'],
  ['an MP3 recording', '\u00FF\u00FB'],
  ['an MP3 recording', '\u00FF\u00FA'],
  ['an MP3 recording', '\u00FF\u00F3'],
  ['an MP3 recording', '\u00FF\u00F2'],
  ['an Ogg file', 'OggS'],
  ['a FLAC recording', 'fLaC'],
  ['an MP4 or HEIC file', 'ftyp', 4],
  ['a gzip archive', '\u001F\u008B'],
  ['a bzip2 archive', '1AY&SY', 4],
  ['an xz archive', '\u00FD7zXZ\0'],
  ['a Zstandard archive', '\u0028\u00B5\u002F\u00FD'],
  ['a 7z archive', '7z\u00BC\u00AF'],
  ['a RAR archive', 'Rar!\u001A'],
  ['an ELF program', '\u007FELF'],
  ['a Mach-O program', '\u00CF\u00FA\u00ED\u00FE'],
  ['a Java class', '\u00CA\u00FE\u00BA\u00BE'],
  ['a WebAssembly module', '\0asm'],
  ['an SQLite database', 'SQLite format 3\0'],
  ['an old Office document (DOC, XLS or PPT)', '\u00D0\u00CF\u0011\u00E0'],
  ['UTF-32 text', '\u00FF\u00FE\0\0'],
  ['UTF-32 text', '\0\0\u00FE\u00FF'],
];

const zipSignatures = ['PK\u0003\u0004', 'PK\u0005\u0006'];

const zipContents: readonly (readonly [name: string, mark: string])[] = [
  ['an EPUB book', 'mimetypeapplication/epub'],
  ['an OpenDocument file', 'mimetypeapplication/vnd.oasis'],
  ['a Word document (DOCX)', 'word/'],
  ['an Excel workbook (XLSX)', 'xl/'],
  ['a PowerPoint presentation (PPTX)', 'ppt/'],
];

const endBytes = 8 * 1024;

/**
 * What a file is, where it is a well-known kind of file other than text.
 * @returns a noun with its article, as in "The file is …"; undefined where nothing is known against its being text
 */
export function binaryKindOf(bytes: Uint8Array): string | undefined {
  const head = latin1(bytes.subarray(0, endBytes));
  if (zipSignatures.some(signature => head.startsWith(signature))) {
    // The directory of a ZIP stands at its end: a DOCX may begin with any of its parts.
    const ends = head + latin1(bytes.subarray(-endBytes));
    return zipContents.find(([, mark]) => ends.includes(mark))?.[0] ?? 'a ZIP archive';
  }
  // Two letters that an article may begin with: only the NULs of the program's header tell.
  if (head.startsWith('MZ') && head.slice(0, 64).includes('\0')) return 'a Windows program';
  return signatures.find(([, signature, offset = 0]) => head.startsWith(signature, offset))?.[0];
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** The greatest share of control characters among the bytes of a text. */
const maxControlShare = 0.03;

/**
 * Whether bytes that are not UTF-16 are no text in any encoding: they hold a NUL, or too many control characters.
 */
export function isBinary(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    // Tab, line feed, vertical tab, form feed and carriage return are text; so is the escape of a terminal's log.
    if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) controls += 1;
  }
  return controls > 8 && controls > bytes.length * maxControlShare;
}
