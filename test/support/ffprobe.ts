import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { ffprobeProgram } from './ffprobe-program.ts';

const TagsSchema = v.optional(v.record(v.string(), v.string()), {});

const ProbeSchema = v.object({
  format: v.object({ duration: v.pipe(v.string(), v.transform(Number)), tags: TagsSchema }),
  chapters: v.array(
    v.object({
      start_time: v.pipe(v.string(), v.transform(Number)),
      end_time: v.pipe(v.string(), v.transform(Number)),
      tags: TagsSchema,
    }),
  ),
  streams: v.array(
    v.object({
      codec_type: v.string(),
      codec_name: v.string(),
      width: v.optional(v.number()),
      height: v.optional(v.number()),
      pix_fmt: v.optional(v.string()),
    }),
  ),
});

/** What ffprobe reads in a file, times in seconds, and all that it had to say from warnings on. */
export async function probed(file: string) {
  const shown = ['-show_format', '-show_chapters', '-show_streams'];
  const { stdout, stderr } = await promisify(execFile)(
    ffprobeProgram,
    ['-v', 'warning', '-of', 'json', ...shown, file],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return { ...v.parse(ProbeSchema, JSON.parse(stdout)), warnings: stderr };
}
