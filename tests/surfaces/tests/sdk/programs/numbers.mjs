// Numbers, of which no digit is lost on the way in or out.
import assert from "node:assert/strict";
import test from "node:test";
import { ApiError, InputError, JsonNumber, ResponseError, createClient, parseJson } from "ledger-endpoints";
import { failure } from "./support.mjs";

const { readJson } = await import(new URL("./node_modules/ledger-endpoints/runtime/read-json.js", import.meta.url).href);
const BIG = "9007199254740993";

/** Makes a client whose calls are answered with this text. */
function answering(text, status = 200) {
  const sent = [];
  const fetch = async (url, { headers, body }) => {
    sent.push({ url, headers, body });
    return new Response(text, { status });
  };
  return { client: createClient({ gatewayUrl: "https://gateway.example.com", fetch }), sent };
}

function entry(members = {}) {
  const all = {
    id: "5",
    ids: `[1, ${BIG}]`,
    by_name: `{"a": -${BIG}, "__proto__": 3}`,
    pair: `[${BIG}, 1e2]`,
    amount: "7",
    details: `[{"n": 5, "by": "count"}, {"by": "measure", "n": 5}, {"by": "anything", "n": 5}]`,
    ratio: "0.1",
    count: "4294967295",
    extra: "{}",
    ...members,
  };
  return `{${Object.entries(all)
    .map(([name, json]) => `"${name}": ${json}`)
    .join(", ")}}`;
}

async function read(members) {
  return answering(entry(members)).client.entriesRead({ id: 1, ids: [] });
}

test("64-bit integers are bigints at any depth, and other numbers are numbers", async () => {
  const next = await read({ next: entry({ id: "18446744073709551615", parent: "-9223372036854775808" }) });
  assert.equal(next.next.id, 18446744073709551615n);
  assert.equal(next.next.parent, -9223372036854775808n);
  // Also where no number is long.
  const short = await read({ ids: "[1]", by_name: '{"a": -1}', pair: "[2, 100]" });
  for (const [value, ids, a, first] of [
    [next, [1n, 9007199254740993n], -9007199254740993n, 9007199254740993n],
    [short, [1n], -1n, 2n],
  ]) {
    assert.equal(value.id, 5n);
    assert.deepEqual(value.ids, ids);
    assert.equal(value.by_name.a, a);
    assert.deepEqual(value.pair, [first, 100]);
    assert.equal(value.amount, 7n);
    assert.deepEqual(
      value.details.map(({ n }) => n),
      [5n, 5, 5],
    );
    assert.deepEqual([value.ratio, value.count], [0.1, 4294967295]);
  }
  assert.deepEqual(Object.entries(next.by_name)[1], ["__proto__", 3n]);
  assert.equal(Object.getPrototypeOf(next.by_name), Object.prototype);
});

test("an integer may be written with a fraction or an exponent", async () => {
  for (const [text, value] of [
    ["5.0", 5n],
    ["1e3", 1000n],
    ["1.5E+1", 15n],
    ["90071992547409930e-1", 9007199254740993n],
    ["9007199254740993.000", 9007199254740993n],
    ["1e23", 10n ** 23n],
    ["-0", 0n],
    ["0e99999", 0n],
    ["null", null],
    ['"5"', "5"],
  ]) {
    assert.equal((await read({ id: text })).id, value, text);
  }
  const both = async (amount) => (await read({ amount })).amount;
  assert.deepEqual([await both("0.5"), await both("1e3"), await both('"x"')], [0.5, 1000n, "x"]);
});

test("a number that its type cannot hold is refused by name", async () => {
  for (const [members, path] of [
    [{ ratio: BIG }, "ratio"],
    [{ ratio: "0.12345678901234567890" }, "ratio"],
    [{ ratio: "1e400" }, "ratio"],
    [{ ratio: "1e-400" }, "ratio"],
    [{ count: BIG }, "count"],
    [{ id: "5.5" }, "id"],
    [{ id: "90071992547409935e-1" }, "id"],
    [{ id: `1${"0".repeat(2_000)}` }, "id"],
    [{ id: "1e999999999" }, "id"],
    [{ next: entry({ pair: `[1, ${BIG}]` }) }, "next.pair[1]"],
    [{ details: `[{"by": "measure", "n": ${BIG}}]` }, "details[0].n"],
  ]) {
    const error = await failure(() => read(members), ResponseError, `\`${path}\``, "cannot hold");
    assert.equal(error.body, entry(members));
    assert.equal(error.status, 200);
  }
});

test("a double that another program wrote is the same double", async () => {
  for (const text of [
    "0.1",
    "0.10000000000000001",
    "0.1000000000000000055511151231257827",
    "1.10",
    "100.00000000000000000000",
    "1e23",
    "1.7976931348623157e308",
    "5e-324",
    "12345678901234567000",
    "1152921504606846976",
    "-0.0",
  ]) {
    assert.ok(Object.is((await read({ ratio: text })).ratio, Number(text)), text);
  }
});

test("values without a type keep every digit", async () => {
  const { extra } = await read({
    extra: `{"safe": 9007199254740991, "big": [${BIG}, -${BIG}], "tenth": 0.10, "digits": 0.12345678901234567890,
      "large": 1e400, "text": "1234567890123456789 and \\"1e5", "": {"12": 1e3}, "nu": "n1", "s": "s\\\\"}`,
  });
  assert.deepEqual(extra, {
    safe: 9007199254740991,
    big: [9007199254740993n, -9007199254740993n],
    tenth: 0.1,
    digits: new JsonNumber("0.12345678901234567890"),
    large: new JsonNumber("1e400"),
    text: '1234567890123456789 and "1e5',
    "": { 12: 1000 },
    nu: "n1",
    s: "s\\",
  });
  assert.equal(String(extra.digits), "0.12345678901234567890");
  // Members that nobody declared do not fail a call.
  assert.equal((await read({ undeclared: "0.12345678901234567890" })).id, 5n);
});

test("what is received can be sent, with the same digits", async () => {
  const text = entry({
    amount: BIG,
    extra: `[${BIG}, 0.12345678901234567890, {"a": 1e400}, 0.1]`,
    next: entry({ details: "[]", amount: "0.5" }),
  });
  const { client, sent } = answering(text);
  const received = await client.entriesReplace({ id: 1, entry: {} });
  await client.entriesReplace({ id: received.id, entry: received });
  const [, { url, body }] = sent;
  assert.equal(url, "https://gateway.example.com/entries/5");
  const expected = text.replaceAll(/(?<=[:,]) /g, "").replaceAll("1e2", "100");
  assert.equal(body, expected);
});

test("inputs take a bigint or a safe number", async () => {
  const { client, sent } = answering("{}");
  const last = () => sent.at(-1);
  await client.entriesRead({ id: 18446744073709551615n, after: -9007199254740993n, ids: [1n, 2], version: 1n << 62n });
  assert.equal(
    last().url,
    "https://gateway.example.com/entries/18446744073709551615?after=-9007199254740993&ids=1&ids=2",
  );
  assert.equal(last().headers["x-version"], "4611686018427387904");
  await client.entriesWrite({
    id: 9007199254740993n,
    amounts: [9007199254740993n, 1, 0.5],
    note: { deep: [2n ** 64n, new JsonNumber("1.10")] },
  });
  assert.equal(
    last().body,
    '{"id":9007199254740993,"amounts":[9007199254740993,1,0.5],"note":{"deep":[18446744073709551616,1.10]}}',
  );
  await client.entriesSearch({ search: { id: 9007199254740993n } });
  assert.equal(last().body, "id=9007199254740993");
  const count = sent.length;
  for (const [input, ...texts] of [
    [{ id: 2 ** 53 }, "`id`", "not a safe integer"],
    [{ id: 1.5 }, "`id`", "integer"],
    [{ id: 1, amounts: [NaN] }, "`amounts`", "not finite at `[0]`"],
    [{ id: 1, note: { deep: [1, { x: Infinity }] } }, "`note`", "not finite at `deep[1].x`"],
  ]) {
    await failure(() => client.entriesWrite(input), InputError, ...texts);
  }
  const unsafe = { next: { ids: [1, 2 ** 53] } };
  await failure(() => client.entriesReplace({ id: 1, entry: unsafe }), InputError, "`entry`", "`next.ids[1]`");
  await failure(() => client.entriesRead({ id: 2 ** 53, ids: [] }), InputError, "`id` is not a safe integer");
  await failure(() => client.entriesRead({ id: 1, ids: [2 ** 53] }), InputError, "`ids` is not a safe integer");
  await failure(() => client.entriesSearch({ search: { id: 2 ** 53 } }), InputError, "`search`", "`id`");
  // The others would move up to its place.
  await failure(() => client.entriesSearch({ search: { id: 1, words: ["a", null, "b"] } }), InputError, "`search`");
  assert.equal(sent.length, count);
});

test("a program that gives bigints a toJSON changes nothing", async (t) => {
  BigInt.prototype.toJSON = function () {
    return String(this);
  };
  t.after(() => delete BigInt.prototype.toJSON);
  const { client, sent } = answering("{}");
  await client.entriesWrite({ id: 1n, note: [2n] });
  assert.equal(sent[0].body, '{"id":1,"note":[2]}');
});

test("error bodies keep every digit, and are never refused", async () => {
  const { client } = answering(`{"entry": ${BIG}, "ratio": 0.12345678901234567890, "more": 1.50}`, 404);
  const error = await failure(() => client.entriesRead({ id: 1, ids: [] }), ApiError, "404");
  assert.deepEqual(error.body, {
    entry: 9007199254740993n,
    ratio: new JsonNumber("0.12345678901234567890"),
    more: 1.5,
  });
  const short = await failure(() => answering('{"entry": 5}', 404).client.entriesRead({ id: 1, ids: [] }), ApiError);
  assert.deepEqual(short.body, { entry: 5n });
});

test("secrets inside of a value are not repeated", async () => {
  const password = "canary one";
  const { client } = answering(JSON.stringify({ error: `bad ${password}, 123456` }), 400);
  const writer = { name: "shown", pins: [123456n], password };
  const error = await failure(() => client.entriesWrite({ id: 1, writer }), ApiError);
  assert.ok(!/canary|123456/.test(error.message), error.message);
  const search = await failure(() => client.entriesSearch({ search: { id: 1, password } }), ApiError);
  assert.ok(!search.message.includes("canary"), search.message);
});

test("a JsonNumber is the text of a number", () => {
  for (const text of ["", "1.", ".5", "01", "0x1", "1e", "NaN", " 1", "1n", 1, undefined]) {
    assert.throws(() => new JsonNumber(text), TypeError);
  }
  assert.equal(JSON.stringify([new JsonNumber("-1.10e+5")]), '["-1.10e+5"]');
});

/** Returns numbers from 0 to `below`, the same in every run. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Returns the digits without zeros around them, and the exponent of the last one. */
function exact(text) {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const digits = (whole + fraction).replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  return kept === "" ? "0" : `${sign}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}

test("any number in any place is the number that was written", () => {
  const pick = random(7);
  const digits = (most) => Array.from({ length: 1 + pick(most) }, () => pick(10)).join("");
  let held = 0;
  for (let run = 0; run < 20_000; run += 1) {
    const whole = pick(3) === 0 ? "0" : digits(22).replace(/^0+(?=\d)/, "");
    const fraction = pick(2) === 0 ? `.${digits(20)}` : "";
    const exponent = pick(3) === 0 ? `e${["", "+", "-"][pick(3)]}${digits(2)}` : "";
    const text = `${pick(2) === 0 ? "-" : ""}${whole}${fraction}${exponent}`;
    for (const shape of [undefined, "number", "bigint"]) {
      let value;
      try {
        [value] = readJson(`[ ${text} ]`, shape && { items: shape }, {}, { isStrict: true, hasBigint: shape === "bigint" });
      } catch (error) {
        assert.ok(shape !== undefined, `${text}: ${error}`);
        continue;
      }
      held += 1;
      if (typeof value !== "number") {
        assert.equal(exact(String(value)), exact(text), text);
        assert.ok(shape !== "number", text);
      } else {
        assert.ok(shape !== "bigint", text);
        const [, mantissa] = /^-?([\d.]+)/.exec(text);
        const count = mantissa.replace(".", "").replace(/^0+|0+$/g, "").length;
        const written = value === 0 ? "0" : value.toPrecision(Math.max(count, 1));
        assert.equal(exact(written), exact(text), text);
      }
    }
  }
  assert.ok(held > 30_000, String(held));
});

test("any text that is read as JSON is read as JSON.parse reads it", () => {
  const pick = random(11);
  const texts = ["", "n1", "s", '"', "\\", '\\"', "1e5", ": 12345678901234567890", "é😀\u2028", "__proto__", "7"];
  const value = (depth) => {
    const kind = pick(depth > 4 ? 4 : 6);
    const several = () => Array.from({ length: pick(4) });
    switch (kind) {
      case 0:
        return texts[pick(texts.length)];
      case 1:
        return [null, true, false][pick(3)];
      case 2:
      case 3:
        return [0, -1.5, 2 ** 53 - 1, 1e300, 5e-324, 0.1 + 0.2][pick(6)];
      case 4:
        return several().map(() => value(depth + 1));
      default:
        return Object.fromEntries(several().map(() => [texts[pick(texts.length)], value(depth + 1)]));
    }
  };
  for (let run = 0; run < 3_000; run += 1) {
    const text = JSON.stringify([value(0), 1e300], null, pick(3));
    assert.deepEqual(readJson(text, undefined, {}, { isStrict: true }), JSON.parse(text), text);
  }
  for (const text of ["", "[1e5", "1e5]", "[01234567890123456789]", '["\n", 1e5]', "[1e5,]", "{1e5: 1}"]) {
    assert.throws(() => readJson(text, undefined, {}, { isStrict: true }), SyntaxError, text);
  }
});

test("JSON that is parsed for an input keeps its numbers", async () => {
  const text = `{"a":${BIG},"b":[0.12345678901234567890,1e400,-0.5,"1e400"]}`;
  const parsed = parseJson(text);
  assert.equal(parsed.a, BigInt(BIG));
  const { client, sent } = answering("{}");
  await client.entriesWrite({ id: 1n, note: parsed });
  assert.ok(sent[0].body.includes(text), sent[0].body);
  assert.throws(() => parseJson("{"), SyntaxError);
});

test("negative zero keeps its sign, except as an integer", async () => {
  const { client, sent } = answering("{}");
  await client.entriesWrite({ id: -0, limit: -0, amounts: [-0], note: [-0, { a: -0 }] });
  assert.equal(sent[0].body, '{"id":0,"limit":0,"amounts":[-0],"note":[-0,{"a":-0}]}');
  // `count` has 32 bits, `ratio` is a float.
  await client.entriesReplace({ id: 1n, entry: { id: -0, count: -0, ratio: -0, pair: [-0, -0] } });
  assert.equal(sent[1].body, '{"id":0,"count":0,"ratio":-0,"pair":[0,-0]}');
  await client.entriesRead({ id: -0, after: -0, ids: [-0], version: -0 });
  assert.equal(new URL(sent[2].url).pathname + new URL(sent[2].url).search, "/entries/0?after=0&ids=0");
  assert.equal(sent[2].headers["x-version"], "0");
});

test("no response takes long or overflows", async () => {
  const zeros = "0".repeat(1_000_000);
  for (const text of [`1${zeros}1`, `0.${zeros}1`, `1${zeros}`, `1.${zeros}1e5`, `1e${zeros}5`]) {
    const { extra } = await read({ extra: text });
    assert.ok(extra instanceof JsonNumber ? extra.text === text : text.startsWith("1e") && extra === 100_000);
  }
  assert.equal((await read({ ratio: `1.${zeros}` })).ratio, 1);
  const deep = `${"[".repeat(200_000)}1e5${"]".repeat(200_000)}`;
  await failure(() => read({ extra: deep }), ResponseError, "nested too deeply");
});

test("a response without long numbers is parsed once", (t) => {
  const parse = t.mock.method(JSON, "parse");
  const texts = { id: "request-id-test-b05c992f-ebdc-489d-a754-c7e70ba13141", at: "2026-11-30T08:20:12Z", n: 1.25 };
  const text = JSON.stringify([texts, { deep: [texts] }], null, 1);
  assert.deepEqual(readJson(text, undefined, {}, { isStrict: true }), [texts, { deep: [texts] }]);
  assert.equal(parse.mock.callCount(), 1);
});
