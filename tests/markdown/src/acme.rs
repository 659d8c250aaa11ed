//! The program of the guide's chapter on providers, as its reader has it.
#![allow(missing_docs, missing_debug_implementations, unreachable_pub, reason = "written for the chapter's reader")]

include!(concat!(env!("OUT_DIR"), "/acme.rs"));
