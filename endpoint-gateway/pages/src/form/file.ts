/** The controls of bytes and of files. */

import { element } from "../element.js";
import { fileValue } from "../files.js";
import { type Control, field, type FieldInfo, type FormContext, freshId, inputControl, plain } from "./control.js";

/** The default limit of a gateway for a request's body, in bytes. */
const MAX_BYTES = 2 << 20;

function sizeText(bytes: number): string {
  const unit = [1 << 20, 1 << 10].find((unit) => bytes >= unit) ?? 1;
  const digits = unit === 1 ? String(bytes) : (Math.ceil((bytes * 10) / unit) / 10).toString();
  return `${digits} ${unit === 1 ? "bytes" : unit === 1 << 10 ? "KiB" : "MiB"}`;
}

/** Makes the control of bytes, as base64 or from a file. */
export function bytesControl(info: FieldInfo, { changed }: FormContext, isWhole: boolean): Control {
  const input = element("textarea", { rows: "2", spellcheck: "false", autocomplete: "off", placeholder: "base64" });
  // Within JSON or a form, base64 is sent, which is longer.
  const most = isWhole ? MAX_BYTES : (MAX_BYTES / 4) * 3;
  const about = element("p", { class: "hint", id: freshId() });
  const file = element("input", { type: "file", "aria-label": `File for ${info.name}`, "aria-describedby": about.id });
  let refused = "";
  const describeFile = (text = `At most ${sizeText(most)}.`, message = ""): void => {
    about.textContent = text;
    refused = message;
  };
  const forgetFile = (): void => {
    file.value = "";
    describeFile();
  };
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    const name = `${chosen?.name}, ${sizeText(chosen?.size ?? 0)}`;
    input.value = "";
    describeFile();
    if (chosen !== undefined && chosen.size > most) {
      describeFile(name, `${name}, is too large: a request takes a file of at most ${sizeText(most)}.`);
    } else if (chosen !== undefined) {
      describeFile(name, `${name}, is being read.`);
      const read = await chosen.arrayBuffer().catch(() => undefined);
      // Another file was chosen meanwhile, or none.
      if (file.files?.[0] !== chosen) return;
      describeFile(name, read === undefined ? `${name}, cannot be read.` : "");
      const bytes = new Uint8Array(read ?? new ArrayBuffer(0));
      let text = "";
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      input.value = btoa(text);
    }
    changed();
  });
  input.addEventListener("input", forgetFile);
  describeFile();
  const made = inputControl(info, input, (text) => text.replace(/\s+/g, ""), plain, file, about);
  return {
    ...made,
    set: (value) => {
      forgetFile();
      made.set(value);
    },
    inputErrors: () => (refused === "" ? [] : [{ path: [], message: refused }]),
  };
}

/** Makes the control of a file, or of several. Their contents are read when they are sent. */
export function filesControl(info: FieldInfo, { changed }: FormContext, isRepeated: boolean): Control {
  const input = element("input", { type: "file", multiple: isRepeated });
  const about = element("p", { class: "hint", id: freshId() });
  const remove = element("button", { type: "button", class: "small", "aria-label": `Remove the files of ${info.name}` }, "Remove");
  const slot = field(info, input, about, remove);
  input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby")} ${about.id}`);
  const chosen = (): File[] => [...(input.files ?? [])];
  const size = (): number => chosen().reduce((sum, file) => sum + file.size, 0);
  const describe = (): void => {
    const names = chosen().map((file) => `${file.name}, ${sizeText(file.size)}`);
    about.textContent = names.length === 0 ? `At most ${sizeText(MAX_BYTES)}${isRepeated ? " in all" : ""}.` : names.join("; ");
    remove.hidden = names.length === 0;
  };
  const clear = (): void => {
    input.value = "";
    describe();
  };
  input.addEventListener("input", describe);
  remove.addEventListener("click", () => {
    clear();
    input.focus();
    changed();
  });
  describe();
  return {
    element: slot.element,
    value: () => {
      const values = chosen().map(fileValue);
      return isRepeated ? (values.length === 0 ? undefined : values) : values[0];
    },
    // No page can choose a file.
    set: clear,
    inputErrors: () => {
      const message = `${sizeText(size())} are too much: a request takes files of at most ${sizeText(MAX_BYTES)}.`;
      return size() > MAX_BYTES ? [{ path: [], message }] : [];
    },
    slotAt: () => slot,
  };
}
