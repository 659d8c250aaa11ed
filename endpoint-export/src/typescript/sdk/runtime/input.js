// The input of a call: one flat object, whose values are matched to the operation's parameters.

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./errors.js").InputProblem} InputProblem */

/** The most characters of an unknown name that an error repeats, and that are compared with known names. */
const MAX_NAME_LENGTH = 64;

/** The most problems that one error lists. More of them mean a wrong input altogether. */
const MAX_PROBLEMS = 20;

/**
 * Finds the parameter of each value, and everything that is wrong with the names. A header goes by its parameter's name or
 * by its own, in any case. An undefined value counts as absent.
 *
 * @param {Operation} operation
 * @param {unknown} input
 */
export function bindInput(operation, input) {
  /** @type {Map<string, unknown>} */
  const values = new Map();
  /** @type {InputProblem[]} */
  const problems = [];
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const names = operation.parameters.map(({ name }) => name).join(", ");
    problems.push({ name: "input", reason: `is not an object; pass one with the members ${names}` });
    return { values, problems };
  }
  for (const [name, value] of Object.entries(input)) {
    const parameter = findParameter(operation, name);
    if (value === undefined || (value === null && parameter !== undefined && isOmitted(operation, parameter))) {
      continue;
    }
    if (parameter === undefined) {
      const fix = problems.length < MAX_PROBLEMS ? suggest(operation, name) : "";
      problems.push({ name: printableName(name), reason: `is not known; ${fix}` });
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
 * Returns whether null means that the value is left out. Only JSON can hold null.
 *
 * @param {Operation} operation
 * @param {Operation["parameters"][number]} parameter
 */
function isOmitted({ body }, { in: place, required }) {
  const isJson = body === "json" && (place === "field" || place === "body");
  return !isJson && !required;
}

/**
 * @param {Operation} operation
 * @param {string} name
 */
function findParameter({ parameters }, name) {
  const isHeader = (/** @type {Operation["parameters"][number]} */ parameter) =>
    parameter.in === "header" && parameter.wire.toLowerCase() === name.toLowerCase();
  return parameters.find((parameter) => parameter.name === name) ?? parameters.find(isHeader);
}

/**
 * Returns the first problems and the number of the others.
 *
 * @param {InputProblem[]} problems
 */
export function limitProblems(problems) {
  if (problems.length <= MAX_PROBLEMS) {
    return problems;
  }
  const first = problems.slice(0, MAX_PROBLEMS - 1);
  return [...first, { name: "input", reason: `has ${problems.length - first.length} more problems` }];
}

/**
 * Returns a name as an error may repeat it.
 *
 * @param {string} name
 */
export function printableName(name) {
  return name.replace(/[\p{Cc}\p{Surrogate}\u2028\u2029]/gu, " ").slice(0, MAX_NAME_LENGTH);
}

/**
 * Returns the parameter that was probably meant, or else all parameters.
 *
 * @param {Operation} operation
 * @param {string} name
 */
function suggest({ parameters }, name) {
  const names = parameters.map((parameter) => parameter.name);
  const near = names.find((known) => editDistance(known, name.slice(0, MAX_NAME_LENGTH)) <= 1 + known.length / 4);
  if (near !== undefined) {
    return `did you mean \`${near}\`?`;
  }
  return names.length === 0 ? "the operation takes no input" : `known are ${names.join(", ")}`;
}

/**
 * Returns how many characters have to be added, removed or replaced, in any case of letters.
 *
 * @param {string} a
 * @param {string} b
 */
function editDistance(a, b) {
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
