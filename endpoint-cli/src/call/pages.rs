//! `--all`: the items of all pages of a list, as lines of JSON.

use endpoint_runtime::{
    Client,
    dynamic::{Arguments, DynamicPages},
    provider::Operation,
};

use super::response::ResponsePrinter;
use crate::{exit::Exit, failure::Failure, io::Io, json_output, runtime};

/// Returns the pages of a list.
pub(super) fn pages(client: &Client, operation: &Operation, values: Arguments) -> Result<DynamicPages, Failure> {
    if operation.metadata.pagination.is_none() {
        return Err(Failure::usage(format_args!("`{}` has no pages; call it without --all", operation.name)));
    }
    client.call_pages(operation, values).map_err(Failure::usage)
}

/// Requests one page after the other, and prints its items before the next one is requested. It stops when nobody reads them.
pub(super) fn print_all(mut pages: DynamicPages, printer: &ResponsePrinter, io: &mut Io<'_>) -> Result<Exit, Failure> {
    runtime::block_on(async {
        while let Some(page) = pages.next().await {
            let page = match page {
                Ok(page) => page,
                Err(error) => return printer.print(Err(error), io),
            };
            for item in pages.items(page.body()) {
                if !io.print_while_read(json_output::compact(item)?.as_bytes())? {
                    return Ok(Exit::Success);
                }
            }
        }
        Ok(Exit::Success)
    })?
}
