// A program that uses the types of a document with all features of declarations.
import type { components, operations, paths } from "./document";

type Query = operations["books_search"]["parameters"]["query"];
const few: Query = { sort: "newest" };
const many: Query = { sort: "newest", genre: "non_fiction", label: ["new", "blue"], "max-age": 3 };
// @ts-expect-error A fixed value is as it is.
const oldest: Query = { sort: "oldest" };
// @ts-expect-error There is no such genre.
const poem: Query = { sort: "newest", genre: "poem" };

// Declared with another name, found under that of the path.
type Replace = paths["/books/{book_id}"]["put"];
const path: Replace["parameters"]["path"] = { book_id: "book-1" };
const book: components["schemas"]["Book"] = { id: "book-1", title: "Emma", genre: "novel", similar: [] };
const replaced: Replace["requestBody"]["content"]["application/json"] = { ...book, author: null };
// @ts-expect-error A book has a title.
const untitled: components["schemas"]["Book"] = { id: "book-1", genre: "novel", similar: [] };

type Change = operations["books_change"];
const change: Change["requestBody"]["content"]["application/json"] = { newTitle: "Emma", author: null };
const reader: Change["parameters"]["header"] = { "X-Library-Card": "card" };
// @ts-expect-error The card is required.
const nobody: Change["parameters"]["header"] = {};

const note: NonNullable<operations["books_write_note"]["requestBody"]>["content"]["text/plain"] = "good";
const order: operations["cards_order"]["requestBody"]["content"]["application/x-www-form-urlencoded"] = {
    name: "Ada",
    password: "secret",
    branch: [1, 2],
};
const nothing: operations["books_delete"]["responses"][204]["content"] = undefined as never;
console.log(few, many, oldest, poem, path, replaced, untitled, change, reader, nobody, note, order, nothing);
