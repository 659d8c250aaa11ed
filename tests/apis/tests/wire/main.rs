//! The bytes that the declarations of the library send, compared with what each API's documentation asks for.

mod elasticsearch;
mod openai;
mod support;
