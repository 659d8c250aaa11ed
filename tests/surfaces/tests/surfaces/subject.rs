//! A provider whose surfaces are compared, and how.

use endpoint_cli::Cli;
use endpoint_runtime::{
    Client,
    provider::{Provider, ProviderError},
};
use endpoint_surface_tests::tools::Need;
use endpoint_test_support::recorder::{Recorded, Recorder};
use libtest_mimic::Failed;

use crate::{
    cases::{Case, cases},
    expected::{accepts, expected, meaning, text},
    library, stytch,
    typed::Typed,
};

/// The path below which the recorder is called, which no surface may lose.
const BELOW: &str = "/below/it";

/// A provider with what is needed to call it.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) provider: fn() -> Result<Provider, ProviderError>,
    /// The environment variables of the credential.
    pub(crate) credentials: fn() -> Vec<(&'static str, &'static str)>,
    /// The header that the credential becomes.
    pub(crate) authorization: fn() -> String,
    pub(crate) client: fn(&str) -> Client,
    pub(crate) requests: fn() -> Vec<Typed>,
    pub(crate) cli: fn() -> Cli,
}

pub(crate) const STYTCH: Subject = Subject {
    name: "stytch",
    provider: stytch_endpoints::provider,
    credentials: stytch::credentials,
    authorization: stytch::authorization,
    client: stytch::client,
    requests: stytch::requests,
    cli: stytch_endpoints::cli,
};

const LIBRARY: Subject = Subject {
    name: "library",
    provider: library::provider,
    credentials: library::credentials,
    authorization: library::authorization,
    client: library::client,
    requests: library::requests,
    cli: || Cli::new(library::provider()),
};

pub(crate) const SUBJECTS: [Subject; 2] = [STYTCH, LIBRARY];

/// A way to call.
#[derive(Clone, Copy)]
pub(crate) struct Surface {
    pub(crate) name: &'static str,
    pub(crate) needs: &'static [Need],
    /// Makes all calls in their order.
    pub(crate) call: fn(&Calls) -> Result<(), Failed>,
}

/// The calls that a surface makes.
pub(crate) struct Calls {
    pub(crate) subject: Subject,
    pub(crate) provider: Provider,
    pub(crate) base_url: String,
    pub(crate) cases: Vec<Case>,
}

impl Calls {
    /// The environment in which a call is made: the credential, and the secrets that the call has.
    pub(crate) fn environment(&self, case: &Case) -> Vec<(String, String)> {
        let credentials = (self.subject.credentials)().into_iter();
        let credentials = credentials.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let secrets = case.values().filter(|(parameter, _)| parameter.sensitive);
        let secrets = secrets.map(|(parameter, value)| (self.provider.variable(parameter.name), text(value)));
        credentials.chain(secrets).collect()
    }
}

impl Subject {
    /// Makes all calls by one surface, and compares what came with what each should be.
    pub(crate) fn compare(self, surface: &Surface) -> Result<(), Failed> {
        let recorder = Recorder::start()?;
        let provider = (self.provider)()?;
        let cases = cases(&provider)?;
        let calls = Calls { subject: self, provider, base_url: recorder.url() + BELOW, cases };
        (surface.call)(&calls)?;
        let requests = recorder.take();
        if requests.len() != calls.cases.len() {
            return Err(format!("{} calls were made, and {} came", calls.cases.len(), requests.len()).into());
        }
        let wrong: Vec<String> =
            calls.cases.iter().zip(&requests).filter_map(|(case, request)| self.difference(case, request)).collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n\n").into()) }
    }

    fn difference(&self, case: &Case, request: &Recorded) -> Option<String> {
        let expected = expected(case, BELOW, &(self.authorization)());
        let differences = expected.differences(&meaning(request, case, &expected));
        let accepts = (!accepts(request, case)).then(|| format!("accepts {:?}", request.header_all("accept")));
        let wrong: Vec<String> = differences.into_iter().chain(accepts).collect();
        (!wrong.is_empty()).then(|| format!("{}: {}\n    {}", case.name(), request.target, wrong.join("\n    ")))
    }
}
