import {
  type DeskArticle,
  type DeskDescription,
  type DeskQuote,
  type DeskRefusal,
  deskPath,
} from '../../core/contracts/desk.ts';

/** A file that somebody has put on a page. */
export interface DroppedFile {
  /** Its name, without folders. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where a page hands in articles. Implemented by whoever runs the cloud: the command line does. */
export interface Desk {
  readonly description: DeskDescription;
  /** What the article will cost. Changes nothing. */
  quote(file: DroppedFile): Promise<DeskQuote | DeskRefusal>;
  /** Uploads the article; the pipeline does the rest. */
  add(file: DroppedFile): Promise<DeskArticle | DeskRefusal>;
}

export const deskPrefix = `/${deskPath}`;
