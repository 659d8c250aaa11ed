/**
 * Go, by its standard library alone, as gofmt leaves it.
 *
 * Each secret is `os.Getenv("NAME")`. A JSON body is a raw string, so that it reads as it is sent.
 */

import { type Body, bodyText, type Piece } from "../request.js";
import { basic, type Call, has, headerCredential, mustStay, url } from "./call.js";
import { quoted } from "./literal.js";

export function go(call: Call): string {
  const { method } = call.request;
  const pieces = url(call);
  const only = pieces.length === 1 ? pieces[0] : undefined;
  const isText = typeof only === "string";
  const [reader, before] = body(call.request.body);
  const stays = mustStay(call);
  const lines = [
    ...(isText ? [] : [`target := ${expression(pieces, quoted)}`]),
    ...before,
    `request, err := http.NewRequest("${method}", ${isText ? quoted(only) : "target"}, ${reader})`,
    CHECK,
    ...headers(call),
    ...(stays ? [STAYING_CLIENT] : []),
    `response, err := ${stays ? "client" : "http.DefaultClient"}.Do(request)`,
    CHECK,
    READ,
  ];
  const helper = has(call, "json") ? QUOTE_JSON : "";
  return `package main\n\n${imports(call)}\nfunc main() {\n\t${lines.join("\n\t")}\n}\n${helper}`;
}

const CHECK = "if err != nil {\n\t\tlog.Fatal(err)\n\t}";

/** Hands on no secret to wherever it is redirected. */
const STAYING_CLIENT = `client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}`;

const READ = `defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	${CHECK}
	fmt.Println(response.Status, string(answer))`;

/** What writes a secret into a JSON body. */
const QUOTE_JSON = `
func quoteJSON(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		log.Fatal(err)
	}
	return string(quoted)
}
`;

/** What reads the body, and the lines before. */
function body(of: Body | undefined): [string, string[]] {
  if (!of) {
    return ["nil", []];
  }
  switch (of.kind) {
    case "bytes":
      return [
        "bytes.NewReader(body)",
        [`body, err := base64.StdEncoding.DecodeString(${part(of.piece, quoted)})`, CHECK],
      ];
    case "object":
    case "json":
      return ["strings.NewReader(body)", [`body := ${expression(bodyText(of), raw)}`]];
    default:
      return ["strings.NewReader(body)", [`body := ${expression(bodyText(of), quoted)}`]];
  }
}

function imports(call: Call): string {
  const { body: sent, credential } = call.request;
  const isBytes = sent?.kind === "bytes";
  const all: [boolean, string][] = [
    [isBytes, "bytes"],
    [isBytes, "encoding/base64"],
    [has(call, "json"), "encoding/json"],
    [true, "fmt"],
    [true, "io"],
    [true, "log"],
    [true, "net/http"],
    [has(call, "segment", "pair"), "net/url"],
    [credential !== undefined || has(call), "os"],
    [sent !== undefined && !isBytes, "strings"],
  ];
  return `import (\n${all.map(([isUsed, name]) => (isUsed ? `\t"${name}"\n` : "")).join("")})\n`;
}

function headers(call: Call): string[] {
  const set = (name: string, value: string): string => `request.Header.Set(${quoted(name)}, ${value})`;
  const all: string[] = [];
  const pair = basic(call);
  if (pair) {
    all.push(`request.SetBasicAuth(${variable(pair[0])}, ${variable(pair[1])})`);
  }
  const other = headerCredential(call);
  if (other) {
    const [header, scheme, name] = other;
    all.push(set(header, `${scheme === "" ? "" : `${quoted(scheme)}+`}${variable(name)}`));
  }
  return [...all, ...call.request.headers.map(([name, value]) => set(name, part(value, quoted)))];
}

type Literal = (text: string) => string;

/** The text of JSON, in which nothing is invisible, as a raw string where that is easier to read. */
function raw(text: string): string {
  return /["\n]/.test(text) ? `\`${text.split("`").join('` + "`" + `')}\`` : quoted(text);
}

function expression(pieces: readonly Piece[], literal: Literal): string {
  return pieces.length === 0 ? quoted("") : pieces.map((piece) => part(piece, literal)).join(" + ");
}

function part(piece: Piece, literal: Literal): string {
  if (typeof piece === "string") {
    return literal(piece);
  }
  const text = variable(piece.variable);
  const functions = { segment: "url.PathEscape", pair: "url.QueryEscape", json: "quoteJSON", plain: "", rawJson: "" };
  const name = functions[piece.written];
  return name === "" ? text : `${name}(${text})`;
}

function variable(name: string): string {
  return `os.Getenv("${name}")`;
}
