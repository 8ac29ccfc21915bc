/** esbuild gives these files to their importer as text (lib/step-bundles.ts). */
declare module '*.tmx' {
  const text: string;
  export default text;
}

declare module '*.csv' {
  const text: string;
  export default text;
}

/** And these as bytes. */
declare module '*.woff' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
