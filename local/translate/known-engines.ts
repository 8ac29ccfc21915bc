import * as v from 'valibot';
import document from './engines.json' with { type: 'json' };

const ModelFileSchema = v.object({ name: v.string(), bytes: v.number(), sha256: v.string() });

const FirefoxModelSchema = v.object({
  name: v.string(),
  pair: v.string(),
  index: v.string(),
  files: v.string(),
  model: ModelFileSchema,
  shortlist: ModelFileSchema,
  vocabulary: ModelFileSchema,
});

const ApertiumPackagesSchema = v.object({
  modesFolder: v.string(),
  modes: v.pipe(v.array(v.string()), v.minLength(1)),
  packages: v.array(v.string()),
});

/** One file of a model: its name, its size unpacked and the SHA-256 of it in hexadecimal. */
export type ModelFile = v.InferOutput<typeof ModelFileSchema>;

/** Where a Firefox Translations model is fetched from (`index`, `files`: URLs) and what it must measure. */
export type FirefoxModel = v.InferOutput<typeof FirefoxModelSchema>;

/** The mode files that one after the other lead from French to English, and the Debian packages that hold them. */
export type ApertiumInstallation = v.InferOutput<typeof ApertiumPackagesSchema>;

/** engines.json, which `npm run setup` reads too, before any dependency is there. */
export const knownEngines = v.parse(
  v.object({ firefox: FirefoxModelSchema, apertium: ApertiumPackagesSchema }),
  document,
);
