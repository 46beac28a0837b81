/** Reads the build's own list of what it consists of. */
import { DownloadFailed } from "./download.js";

/**
 * @param {string} url
 * @returns {Promise<import("./protocol.js").Manifest>}
 */
export async function readManifest(url) {
  // the one file whose name stays: a kept copy may name files that are gone
  const response = await fetch(url, { cache: "no-cache" }).catch((error) => {
    throw new DownloadFailed(`${url} could not be fetched: ${error.message}`);
  });
  if (!response.ok) {
    throw new DownloadFailed(`${url} could not be fetched: the server answered ${response.status}`);
  }
  return response.json().catch(() => {
    throw new DownloadFailed(`${url} is not JSON; was a page sent in its place?`);
  });
}
