/**
 * curl, in any POSIX shell.
 *
 * No secret is an argument that `ps` could show, but the password of HTTP Basic, which curl overwrites as it starts.
 * Headers with a secret come from a here-document (`--header @-`), a URL with a secret from one too (`--config`), and a
 * body with a secret, or with characters that are invisible, from `printf`, which is a part of the shell. Where more
 * than one of them is there, the body is read from the standard input and the others from the next descriptors, from 3.
 */

import { bytes } from "../percent.js";
import { type Body, bodyText, type Piece } from "../request.js";
import { basic, type Call, headerCredential, url } from "./call.js";
import { each, isInvisible } from "./literal.js";

export function curl(call: Call): string {
  const command = new Command();
  command.url(url(call));
  command.method(call.request.method);
  command.headers(call);
  if (call.request.body) {
    command.body(call.request.body);
  }
  return command.finish();
}

/** The command under construction. */
class Command {
  /** What writes to the standard input. */
  #printf = "";
  /** The arguments, as they stand in the shell. */
  readonly #arguments: string[] = [];
  /** Options that read a file: where among the arguments, what stands before the file's name, and its lines. */
  readonly #documents: [at: number, option: string, lines: string[]][] = [];

  url(pieces: readonly Piece[]): void {
    const [first] = pieces;
    if (pieces.length !== 1 || typeof first !== "string") {
      this.#document("--config ", [`url = "${pieces.map(config).join("")}"`]);
      return;
    }
    this.#arguments.push(single(first));
    // Where the base URL has such characters; values are percent-encoded.
    if (/[[\]{}]/.test(first)) {
      this.#arguments.push("--globoff");
    }
  }

  method(method: string): void {
    if (method !== "GET") {
      this.#arguments.push(method === "HEAD" ? "--head" : `--request ${method}`);
    }
  }

  headers(call: Call): void {
    const pair = basic(call);
    if (pair) {
      this.#arguments.push(`--user "$${pair[0]}:$${pair[1]}"`);
    }
    const lines: string[] = [];
    const credential = headerCredential(call);
    if (credential) {
      const [header, scheme, variable] = credential;
      lines.push(`${expanded(header)}: ${scheme}$${variable}`);
    }
    for (const [name, value] of call.request.headers) {
      if (typeof value === "string") {
        // curl leaves out a header that has nothing after its colon.
        this.#arguments.push(`--header ${single(value === "" ? `${name};` : `${name}: ${value}`)}`);
      } else {
        lines.push(`${expanded(name)}: $${value.variable}`);
      }
    }
    if (lines.length > 0) {
      this.#document("--header @", lines);
    }
  }

  body(body: Body): void {
    const pieces = bodyText(body);
    const [first] = pieces;
    const isBytes = body.kind === "bytes";
    if (first === undefined) {
      this.#arguments.push("--data-raw ''");
    } else if (pieces.length === 1 && typeof first === "string" && !isBytes && [...first].every(isPlain)) {
      this.#arguments.push(`--data-raw ${single(first)}`);
    } else {
      this.#pipe(pieces.map(format).join(""), pieces.flatMap(argument), isBytes ? "base64 --decode |\n" : "");
    }
  }

  #pipe(text: string, variables: readonly string[], filter: string): void {
    // A leading `-` would be an option.
    const safe = text.replace(/^-/, "\\055");
    this.#printf = `printf ${single(safe)}${each(" ", variables, "")} |\n${filter}`;
    this.#arguments.push("--data-binary @-");
  }

  #document(option: string, lines: string[]): void {
    this.#documents.push([this.#arguments.length, option, lines]);
    this.#arguments.push(option);
  }

  finish(): string {
    const isFirstInput = this.#printf === "";
    let redirections = "";
    let text = "";
    this.#documents.forEach(([argumentAt, option, lines], at) => {
      const descriptor = at + (isFirstInput ? 2 : 3);
      const isInput = at === 0 && isFirstInput;
      this.#arguments[argumentAt] = option + (isInput ? "-" : `/dev/fd/${descriptor}`);
      redirections += ` ${isInput ? "" : descriptor}<<EOF`;
      text += `${each("", lines, "\n")}EOF\n`;
    });
    return `${this.#printf}curl ${this.#arguments.join(" \\\n  ")}${redirections}\n${text}`;
  }
}

function isPlain(character: string): boolean {
  return !isInvisible(character) || character === "\n" || character === "\t";
}

/** A word of the shell in which nothing is special. */
function single(text: string): string {
  return `'${text.split("'").join("'\\''")}'`;
}

/** A text in a here-document. */
function expanded(text: string): string {
  return text.replace(/[\\$`]/g, "\\$&");
}

/** A URL in quotes, in a configuration of curl's that is a here-document. */
function config(piece: Piece): string {
  return typeof piece === "string" ? expanded(piece.replace(/[\\"]/g, "\\$&")) : percentEncoded(piece.variable);
}

function percentEncoded(variable: string): string {
  return `$(printf %s "$${variable}" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g')`;
}

/** The piece in the format of `printf`. */
function format(piece: Piece): string {
  if (typeof piece === "string") {
    return [...piece].map(character).join("");
  }
  return piece.written === "json" ? '"%s"' : "%s";
}

/** A character in the format of `printf`. */
function character(c: string): string {
  return c < "\x80" || isInvisible(c) ? bytes(c).map(octal).join("") : c;
}

/** A byte in the format of `printf`. */
function octal(byte: number): string {
  const c = String.fromCharCode(byte);
  if (c === "%" || c === "\\") {
    return c + c;
  }
  return /[\n\t -~]/.test(c) ? c : `\\${byte.toString(8).padStart(3, "0")}`;
}

/** The piece as an argument of `printf`. */
function argument(piece: Piece): string[] {
  if (typeof piece === "string") {
    return [];
  }
  const { variable, written } = piece;
  switch (written) {
    case "plain":
    case "rawJson":
      return [`"$${variable}"`];
    case "json":
      return [`"$(printf %s "$${variable}" | sed 's/[\\\\"]/\\\\&/g')"`];
    default:
      return [`"${percentEncoded(variable)}"`];
  }
}
