// Equality of types: each is assignable to the other, also with all optional members required.
import type * as sdk from "the-package";
import type { operations } from "./document.js";

/** All members required, since an optional member that only one type has would go unnoticed otherwise. */
type Filled<T> = T extends string ? T : T extends object ? { [Key in keyof T]-?: Filled<T[Key]> } : T;

type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : "the second has more") : "the first has more";

/** Detects `any`, which equals every type. */
type IsAny<T> = 0 extends 1 & T ? true : false;

/** The type with `number` in place of `bigint`, which the document's types do not have. */
type Rounded<T> = T extends bigint
  ? number
  : T extends string | Uint8Array | Blob | ReadableStream
    ? T
    : T extends object
      ? { [Key in keyof T]: Rounded<T[Key]> }
      : T;

type Compared<A, B> = true extends IsAny<A> | IsAny<B>
  ? "any"
  : Mutual<Rounded<A>, B> | Mutual<Filled<Rounded<A>>, Filled<B>>;

/** `true`, or a text with the name and the difference. */
type Same<Name extends string, A, B> = [Compared<A, B>] extends [true] ? true : `${Name}: ${Compared<A, B> & string}`;

/** Fails to compile unless the argument is `true`. */
type Holds<T extends true> = T;

/** Members under other names. Those that are mapped to `never` are removed. */
type Renamed<T, Names> = { [Key in keyof T as Key extends keyof Names ? Names[Key] & string : Key]: T[Key] };

/** Members without null, which the document allows in place of an absent member. */
type Absent<T, Names> = { [Key in keyof T]: Key extends Names ? Exclude<T[Key], null> : T[Key] };

type Parameters<Id extends keyof operations> = operations[Id]["parameters"];

/** A group of parameters; `{}` if there are none. */
type Group<Id extends keyof operations, Place extends keyof Parameters<Id>, Names> = [
  NonNullable<Parameters<Id>[Place]>,
] extends [never]
  ? {}
  : Renamed<NonNullable<Parameters<Id>[Place]>, Names>;

type Content<T> = T extends { content: infer Types } ? Types[keyof Types] : never;

type Body<Id extends keyof operations> = operations[Id] extends { requestBody?: infer Body }
  ? Content<NonNullable<Body>>
  : never;

type Responses<Id extends keyof operations> = operations[Id]["responses"];

type Answer<Id extends keyof operations> = Content<Responses<Id>[keyof Responses<Id> & (200 | 201 | 202 | 203)]>;
