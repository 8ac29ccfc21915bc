import * as v from 'valibot';

/**
 * S3's event as EventBridge delivers it, the parts that admit reads. The key is raw, not URL-encoded.
 * @see Amazon S3 User Guide, "EventBridge event message structure"
 */
export const ObjectCreatedSchema = v.object({
  'detail-type': v.literal('Object Created'),
  time: v.string(),
  detail: v.object({
    bucket: v.object({ name: v.string() }),
    object: v.object({
      key: v.string(),
      size: v.pipe(v.number(), v.integer(), v.minValue(0)),
      'version-id': v.string(),
      sequencer: v.pipe(v.string(), v.regex(/^[0-9A-Fa-f]+$/u)),
    }),
  }),
});
export type ObjectCreated = v.InferOutput<typeof ObjectCreatedSchema>;
