// The package has no types of its own; these are of what the tests use.
declare module 'webvtt-parser' {
  export type WebvttNode =
    | { readonly type: 'text'; readonly value: string }
    | { readonly type: 'timestamp'; readonly value: number }
    | {
        readonly type: 'object';
        readonly name: string;
        readonly value?: string;
        readonly children: readonly WebvttNode[];
      };
  export class WebVTTParser {
    constructor(entities: Readonly<Record<string, string>>);
    parse(
      input: string,
      mode: 'captions' | 'chapters',
    ): {
      readonly cues: readonly {
        readonly id: string;
        readonly startTime: number;
        readonly endTime: number;
        readonly tree: { readonly children: readonly WebvttNode[] };
      }[];
      readonly errors: readonly { readonly message: string; readonly line: number }[];
    };
  }
}
