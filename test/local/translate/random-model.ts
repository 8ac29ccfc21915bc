import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type FirefoxModel, knownEngines } from '../../../local/translate/known-engines.ts';

/*
 * A Firefox Translations model of random weights: it translates into nonsense, but every byte of it takes the way of a
 * real one: marian's binary format (intgemm8 weights with alphas), a SentencePiece vocabulary, a lexical shortlist.
 */

const EMB = 16;
const FFN = 32;
const HEADS = 2;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzéèàçêù.,'.split('');
const PIECES = ['<unk>', '<s>', '</s>', '▁', ...LETTERS, ...LETTERS.map(letter => `▁${letter}`)];

const FLOAT32 = 0x404;
const INTGEMM8 = 0x4101;
const INT8 = 0x101;

interface Tensor {
  readonly name: string;
  readonly type: number;
  readonly shape: readonly number[];
  readonly bytes: Buffer;
}

/**
 * Writes the three files into `<models>/fr-en/`.
 * @param pieces a number that is no multiple of 8 makes the engine read past the model's end, and panic
 * @returns the model's description, with its sizes and SHA-256
 */
export async function writeRandomModel(models: string, pieces = PIECES.length): Promise<FirefoxModel> {
  const chosen = PIECES.slice(0, pieces);
  const contents = {
    model: marianModel(pieces),
    vocabulary: vocabulary(chosen),
    shortlist: shortlist(chosen),
  };
  const folder = path.join(models, 'fr-en');
  await mkdir(folder, { recursive: true });
  const describe = async (kind: keyof typeof contents) => {
    const bytes = contents[kind];
    const name = knownEngines.firefox[kind].name;
    await writeFile(path.join(folder, name), bytes);
    return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  return {
    ...knownEngines.firefox,
    model: await describe('model'),
    vocabulary: await describe('vocabulary'),
    shortlist: await describe('shortlist'),
  };
}

/** The same numbers each time, between -1 and 1 (a linear congruential generator). */
function randomNumbers(): () => number {
  let state = 20_261_123;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function marianModel(pieces: number): Buffer {
  const random = randomNumbers();
  const floats = (name: string, shape: readonly number[], value = () => random() / 10): Tensor => {
    const count = shape.reduce((product, size) => product * size, 1);
    const bytes = Buffer.alloc(count * 4);
    for (let at = 0; at < count; at++) bytes.writeFloatLE(value(), at * 4);
    return { name, type: FLOAT32, shape, bytes };
  };
  // The bytes of the weights, then their quantisation multiplier.
  const weights = (name: string, rows: number, columns: number): Tensor => {
    const bytes = Buffer.alloc(rows * columns + 4);
    for (let at = 0; at < rows * columns; at++) bytes.writeInt8(Math.round(random() * 127), at);
    bytes.writeFloatLE(127, rows * columns);
    return { name, type: INTGEMM8, shape: [rows, columns], bytes };
  };
  const scalar = (name: string, value: number) => floats(name, [1, 1], () => value);
  const linear = (w: string, b: string, rows: number, columns: number) => [
    weights(w, rows, columns),
    scalar(`${w}_QuantMultA`, 30),
    floats(b, [1, columns]),
  ];
  const norm = (name: string) => [floats(`${name}_ln_scale`, [1, EMB], () => 1), floats(`${name}_ln_bias`, [1, EMB])];
  const attention = (prefix: string) => [
    ...['q', 'k', 'v', 'o'].flatMap(part => linear(`${prefix}_W${part}`, `${prefix}_b${part}`, EMB, EMB)),
    ...norm(`${prefix}_Wo`),
  ];
  const feedForward = (prefix: string) => [
    ...linear(`${prefix}_W1`, `${prefix}_b1`, EMB, FFN),
    ...linear(`${prefix}_W2`, `${prefix}_b2`, FFN, EMB),
    ...norm(`${prefix}_ffn`),
  ];
  const recurrent = (prefix: string) => [
    weights(`${prefix}_W`, EMB, EMB),
    scalar(`${prefix}_W_QuantMultA`, 30),
    ...linear(`${prefix}_Wf`, `${prefix}_bf`, EMB, EMB),
    ...norm(`${prefix}_ffn`),
  ];
  const config = [
    `dim-emb: ${EMB}`,
    `transformer-heads: ${HEADS}`,
    'enc-depth: 1',
    'dec-depth: 1',
    `transformer-dim-ffn: ${FFN}`,
    'dim-vocabs:',
    `  - ${pieces}`,
    `  - ${pieces}`,
    '',
  ].join('\n');
  return marianFile([
    { name: 'special:model.yml', type: INT8, shape: [config.length + 1], bytes: Buffer.from(`${config}\0`) },
    weights('Wemb', pieces, EMB),
    scalar('Wemb_QuantMultA', 30),
    scalar('none_QuantMultA', 30),
    ...attention('encoder_l1_self'),
    ...feedForward('encoder_l1_ffn'),
    ...recurrent('decoder_l1_rnn'),
    ...attention('decoder_l1_context'),
    ...feedForward('decoder_l1_ffn'),
    floats('decoder_ff_logit_out_b', [1, pieces]),
  ]);
}

/** Marian's binary format, version 1: headers, names, shapes, padding, data. */
function marianFile(tensors: readonly Tensor[]): Buffer {
  const padded = tensors.map(tensor => Buffer.concat([tensor.bytes, Buffer.alloc(-tensor.bytes.length & 255)]));
  const headers = tensors.map((tensor, at) =>
    u64(tensor.name.length + 1, tensor.type, tensor.shape.length, padded[at]?.length ?? 0),
  );
  const names = tensors.map(tensor => Buffer.from(`${tensor.name}\0`));
  const shapes = tensors.map(tensor => Buffer.from(Int32Array.from(tensor.shape).buffer));
  const head = Buffer.concat([u64(1, tensors.length), ...headers, ...names, ...shapes]);
  const padding = -(head.length + 8) & 255;
  return Buffer.concat([head, u64(padding), Buffer.alloc(padding), ...padded]);
}

function u64(...numbers: readonly number[]): Buffer {
  return Buffer.from(BigUint64Array.from(numbers, BigInt).buffer);
}

/** A SentencePiece model: field 1 of the protobuf, once a piece {1: text, 2: score, 3: type}. */
function vocabulary(pieces: readonly string[]): Buffer {
  const types = [2, 3, 3]; // unknown, control, control; the others are normal, 1
  return Buffer.concat(
    pieces.map((piece, at) => {
      const text = Buffer.from(piece);
      const score = Buffer.alloc(4);
      score.writeFloatLE(-at);
      const fields = [
        Buffer.from([0x0a, text.length]),
        text,
        Buffer.from([0x15]),
        score,
        Buffer.from([0x18, types[at] ?? 1]),
      ];
      const body = Buffer.concat(fields);
      return Buffer.concat([Buffer.from([0x0a, body.length]), body]);
    }),
  );
}

/** Marian's binary shortlist: for every source piece the target pieces that may be chosen, here all of them. */
function shortlist(pieces: readonly string[]): Buffer {
  const all = Uint32Array.from(pieces.keys());
  const offsets = Array.from({ length: pieces.length + 1 }, (_, piece) => piece * all.length);
  const lists = Buffer.concat(Array.from(pieces, () => Buffer.from(all.buffer)));
  const magic = Buffer.from(BigUint64Array.of(0xf1_1a_48_d5_01_34_17_f5n).buffer);
  const sizes = u64(0, pieces.length, pieces.length, offsets.length, lists.length / 4);
  return Buffer.concat([magic, sizes, u64(...offsets), lists]);
}
