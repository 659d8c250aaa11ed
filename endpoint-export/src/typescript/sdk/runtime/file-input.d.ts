// Files of multipart bodies.

import type { WebBlob } from "./web.js";

/**
 * A file of a multipart body: a `File` or a `Blob`, whose content is read while it is sent, or its name and its content.
 */
export type FileInput =
  | WebBlob
  | { file_name: string; content_type?: string | undefined; content: Uint8Array | string; text?: undefined }
  | { file_name: string; content_type?: string | undefined; text: string; content?: undefined };
