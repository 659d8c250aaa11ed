//! The providers whose surfaces are compared.

use endpoint_cli::Cli;
use endpoint_runtime::{
    Client,
    provider::{Provider, ProviderError},
};
use endpoint_surface_tests::tools::Need;
use endpoint_test_support::recorder::{RecordedRequest, Recorder};
use libtest_mimic::Failed;

use crate::{
    cases::{Case, cases},
    expected_request::{accepts, expected, parts_of, text},
    fixture_library, stytch,
};

/// The path of the base URL, which no surface may lose.
const BASE_PATH: &str = "/below/it";

/// A provider, with its credentials.
#[derive(Clone, Copy)]
pub(crate) struct ComparedProvider {
    pub(crate) name: &'static str,
    pub(crate) provider: fn() -> Result<Provider, ProviderError>,
    /// The environment variables of the credential.
    pub(crate) credentials: fn() -> Vec<(&'static str, &'static str)>,
    /// The value of the header `Authorization`.
    pub(crate) authorization: fn() -> String,
    pub(crate) client: fn(&str) -> Client,
    pub(crate) cli: fn() -> Cli,
}

pub(crate) const STYTCH: ComparedProvider = ComparedProvider {
    name: "stytch",
    provider: stytch_endpoints::provider,
    credentials: stytch::credentials,
    authorization: stytch::authorization,
    client: stytch::client,
    cli: stytch_endpoints::cli,
};

pub(crate) const LIBRARY: ComparedProvider = ComparedProvider {
    name: "library",
    provider: fixture_library::provider,
    credentials: fixture_library::credentials,
    authorization: fixture_library::authorization,
    client: fixture_library::client,
    cli: || Cli::new(fixture_library::provider()),
};

pub(crate) const PROVIDERS: [ComparedProvider; 2] = [STYTCH, LIBRARY];

/// A way to make calls.
#[derive(Clone, Copy)]
pub(crate) struct Surface {
    pub(crate) name: &'static str,
    pub(crate) needs: &'static [Need],
    /// Makes all calls in their order.
    pub(crate) call: fn(&Calls) -> Result<(), Failed>,
    /// The most calls that it makes, spread evenly over all; `None` for all. Compilers take their time for each.
    pub(crate) most: Option<usize>,
}

/// The calls that a surface makes.
pub(crate) struct Calls {
    pub(crate) compared: ComparedProvider,
    pub(crate) provider: Provider,
    pub(crate) base_url: String,
    pub(crate) cases: Vec<Case>,
}

impl Calls {
    /// Returns the environment variables of a call: the credential and the sensitive values.
    pub(crate) fn environment(&self, case: &Case) -> Vec<(String, String)> {
        let secrets = case.values().filter(|(parameter, _)| parameter.sensitive);
        let secrets = secrets.map(|(parameter, value)| (self.provider.secret_variable(&parameter), text(value)));
        self.credentials().into_iter().chain(secrets).collect()
    }

    /// Returns the environment variables of the URLs: one server stands in for all hosts.
    pub(crate) fn urls(&self) -> impl Iterator<Item = (String, String)> {
        let hosts = self.provider.hosts.iter().map(|host| self.provider.host_variable(host));
        let variables = std::iter::once(self.provider.variable("base_url")).chain(hosts);
        variables.map(|variable| (variable, self.base_url.clone()))
    }

    /// Returns the environment variables of the credential.
    pub(crate) fn credentials(&self) -> Vec<(String, String)> {
        let credentials = (self.compared.credentials)().into_iter();
        credentials.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }
}

impl ComparedProvider {
    /// Makes all calls through a surface, and compares the requests with the expected ones.
    pub(crate) fn compare(self, surface: &Surface) -> Result<(), Failed> {
        let recorder = Recorder::start()?;
        let provider = (self.provider)()?;
        let mut cases = cases(&provider)?;
        if let Some(most) = surface.most {
            let step = cases.len().div_ceil(most).max(1);
            cases = cases.into_iter().step_by(step).collect();
        }
        let calls = Calls { compared: self, provider, base_url: recorder.url() + BASE_PATH, cases };
        (surface.call)(&calls)?;
        let requests = recorder.take();
        if requests.len() != calls.cases.len() {
            return Err(
                format!("{} calls were made, and {} requests arrived", calls.cases.len(), requests.len()).into()
            );
        }
        let wrong: Vec<String> =
            calls.cases.iter().zip(&requests).filter_map(|(case, request)| self.difference(case, request)).collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n\n").into()) }
    }

    fn difference(&self, case: &Case, request: &RecordedRequest) -> Option<String> {
        let expected = expected(case, BASE_PATH, &(self.authorization)());
        let differences = expected.differences(&parts_of(request, case, &expected));
        let accepts = (!accepts(request, case)).then(|| format!("accepts {:?}", request.header_all("accept")));
        let wrong: Vec<String> = differences.into_iter().chain(accepts).collect();
        (!wrong.is_empty()).then(|| format!("{}: {}\n    {}", case.name(), request.target, wrong.join("\n    ")))
    }
}
