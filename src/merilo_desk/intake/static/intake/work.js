/* Does the sum of a form: tries numbers until one, behind the salt, has the hash that was asked for. */
"use strict";
onmessage = async ({ data: { salt, challenge, maxNumber } }) => {
  const wanted = new Uint8Array(challenge.match(/../g).map((pair) => parseInt(pair, 16)));
  const letters = new TextEncoder();
  for (let number = 0; number <= maxNumber; number += 1) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", letters.encode(salt + number)));
    if (hash[0] === wanted[0] && hash[1] === wanted[1] && hash.every((byte, at) => byte === wanted[at])) {
      postMessage(number);
      return;
    }
  }
  postMessage(null);
};
