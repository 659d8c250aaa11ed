//! The bytes that the declarations of the library send, compared with what each API's documentation asks for.

mod dynamodb;
mod elasticsearch;
mod gitlab;
mod influx;
mod openai;
mod paypal;
mod s3;
mod support;
