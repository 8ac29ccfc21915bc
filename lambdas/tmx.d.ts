/** esbuild gives a TMX file to its importer as text (lib/step-lambda.ts). */
declare module '*.tmx' {
  const text: string;
  export default text;
}
