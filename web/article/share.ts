/** What became of a link that was to be shared; `shown` where the reader must copy it by hand. */
export type Shared = 'shared' | 'copied' | 'shown';

export interface ShareLink {
  readonly title: string;
  readonly url: string;
}

/** Shares a link by the system's own sheet, where there is one; else it is copied. */
export async function share(link: ShareLink): Promise<Shared> {
  if ('share' in navigator && matchMedia('(pointer: coarse)').matches) {
    try {
      await navigator.share(link);
      return 'shared';
    } catch (error) {
      // The reader closed the sheet: that is no wish for another way.
      if (error instanceof DOMException && error.name === 'AbortError') return 'shared';
    }
  }
  return copy(link);
}

export async function copy({ url }: ShareLink): Promise<Shared> {
  try {
    await navigator.clipboard.writeText(url);
    return 'copied';
  } catch {
    return 'shown';
  }
}
