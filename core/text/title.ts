/** A title for an article that could not be read: the name of its file, without folders. */
export function fileTitle(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
