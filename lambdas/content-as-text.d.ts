/** esbuild gives these files to their importer as text (lib/step-bundles.ts). */
declare module '*.tmx' {
  const text: string;
  export default text;
}

declare module '*.csv' {
  const text: string;
  export default text;
}
