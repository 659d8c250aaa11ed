// Taking a flat input apart: which value belongs to which parameter.

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./errors.js").InputProblem} InputProblem */

/** The longest name that an error repeats, and that is compared with others. */
const LONGEST_NAME = 64;

/** As many problems are told; whoever gets this far has taken the wrong input. */
const MOST_TOLD = 20;

/**
 * The values by the names of their parameters. Headers may be given by their header names, in any case; what is
 * undefined is absent.
 *
 * @param {Operation} operation
 * @param {unknown} input
 */
export function gather(operation, input) {
  /** @type {Map<string, unknown>} */
  const values = new Map();
  /** @type {InputProblem[]} */
  const problems = [];
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const names = operation.parameters.map(({ name }) => name).join(", ");
    problems.push({ name: "input", reason: `is not an object; give one that holds ${names}` });
    return { values, problems };
  }
  for (const [name, value] of Object.entries(input)) {
    const parameter = parameterOf(operation, name);
    if (value === undefined || (value === null && parameter !== undefined && isLeftOut(operation, parameter))) {
      continue;
    }
    if (parameter === undefined) {
      const known = problems.length < MOST_TOLD ? suggestion(operation, name) : "";
      problems.push({ name: shown(name), reason: `is not known; ${known}` });
    } else if (values.has(parameter.name)) {
      problems.push({ name: parameter.name, reason: `is given twice, also as ${parameter.wire}` });
    } else {
      values.set(parameter.name, value);
    }
  }
  for (const { name, required } of operation.parameters) {
    if (required && !values.has(name)) {
      problems.push({ name, reason: "is required and missing" });
    }
  }
  return { values, problems };
}

/**
 * Whether null says that a value is left out: only JSON has a place for it.
 *
 * @param {Operation} operation
 * @param {Operation["parameters"][number]} parameter
 */
function isLeftOut({ body }, { in: place, required }) {
  const isJson = body === "json" && (place === "field" || place === "body");
  return !isJson && !required;
}

/**
 * @param {Operation} operation
 * @param {string} name
 */
function parameterOf({ parameters }, name) {
  const isHeader = (/** @type {Operation["parameters"][number]} */ parameter) =>
    parameter.in === "header" && parameter.wire.toLowerCase() === name.toLowerCase();
  return parameters.find((parameter) => parameter.name === name) ?? parameters.find(isHeader);
}

/**
 * As many of the problems as are told.
 *
 * @param {InputProblem[]} problems
 */
export function told(problems) {
  if (problems.length <= MOST_TOLD) {
    return problems;
  }
  const first = problems.slice(0, MOST_TOLD - 1);
  return [...first, { name: "input", reason: `has ${problems.length - first.length} more problems` }];
}

/**
 * A name as an error may repeat it.
 *
 * @param {string} name
 */
export function shown(name) {
  return name.replace(/[\p{Cc}\p{Surrogate}\u2028\u2029]/gu, " ").slice(0, LONGEST_NAME);
}

/**
 * @param {Operation} operation
 * @param {string} name
 */
function suggestion({ parameters }, name) {
  const names = parameters.map((parameter) => parameter.name);
  const near = names.find((known) => distance(known, name.slice(0, LONGEST_NAME)) <= 1 + known.length / 4);
  if (near !== undefined) {
    return `did you mean \`${near}\`?`;
  }
  return names.length === 0 ? "there is no input" : `known are ${names.join(", ")}`;
}

/**
 * How many characters have to be added, removed or replaced.
 *
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1]?.toLowerCase() === b[j - 1]?.toLowerCase() ? 0 : 1;
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
