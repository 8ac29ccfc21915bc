/** esbuild gives a TMX file to its importer as text (lib/step-bundles.ts). */
declare module '*.tmx' {
  const text: string;
  export default text;
}
