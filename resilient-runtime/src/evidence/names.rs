//! The tables of what providers call their errors: names, sentences and statuses, each with its class.

use crate::classify::Class;

/// A sentence counts only with the statuses it is known from.
pub(crate) struct Phrase {
    pub(crate) statuses: &'static [u16],
    pub(crate) words: Words,
    pub(crate) class: Class,
}

/// Where a 400 may quote the caller's own text, only the beginning of the sentence is trusted.
pub(crate) enum Words {
    Begin(&'static str),
    Contain(&'static str),
    /// A quoted sentence has its quotation mark after it.
    End(&'static str),
}

const fn begin(statuses: &'static [u16], words: &'static str, class: Class) -> Phrase {
    Phrase { statuses, words: Words::Begin(words), class }
}

const fn contain(statuses: &'static [u16], words: &'static str, class: Class) -> Phrase {
    Phrase { statuses, words: Words::Contain(words), class }
}

const fn end(statuses: &'static [u16], words: &'static str, class: Class) -> Phrase {
    Phrase { statuses, words: Words::End(words), class }
}

/// Names that win over everything. The first two are the one 402 that passes by itself.
pub(crate) const MONEY: &[(&str, Class)] = &[
    ("openrouter_in_flight_budget", Class::RateLimited),
    ("in_flight_budget_exhausted", Class::RateLimited),
    ("insufficient_quota", Class::Quota),
    ("quota_exceeded", Class::Quota),
    ("insufficient_credits", Class::Quota),
    ("insufficient_balance", Class::Quota),
    ("credit_balance_exhausted", Class::Quota),
    ("organization_spend_limit_exceeded", Class::Quota),
    ("project_spend_limit_exceeded", Class::Quota),
    ("organization_usage_limit_exceeded", Class::Quota),
    ("enforced_spend_limit_reached", Class::Quota),
    ("billing_hard_limit_reached", Class::Quota),
    ("billing_not_active", Class::Quota),
    ("billing_error", Class::Quota),
    ("payment_required", Class::Quota),
    ("weight_exceeds_budget", Class::Quota),
    ("insufficient_funds", Class::Quota),
    ("credit_limit", Class::Quota),
    ("budget_exceeded", Class::Quota),
    ("usage_limit_reached", Class::Quota),
    ("exceeded_current_quota_error", Class::Quota),
    ("BILLING_DISABLED", Class::Quota),
    ("Arrearage", Class::Quota),
    ("ServiceQuotaExceededException", Class::Quota),
];

/// Sentences that correct a name which is too coarse, as `rate_limit_exceeded` for a request that never fits.
pub(crate) const CORRECTIONS: &[Phrase] = &[
    begin(&[400], "you have reached your specified", Class::Quota),
    begin(&[400], "your credit balance is too low", Class::Quota),
    contain(&[429], "per day", Class::Quota),
    contain(&[429], "per month", Class::Quota),
    contain(&[429], "/ month", Class::Quota),
    contain(&[429], "daily limit", Class::Quota),
    contain(&[429], "daily quota", Class::Quota),
    contain(&[429], "daily free allocation", Class::Quota),
    contain(&[429], "weekly limit", Class::Quota),
    contain(&[429], "monthly limit", Class::Quota),
    contain(&[429], "monthly quota", Class::Quota),
    contain(&[429], "limit: 0,", Class::Quota),
    contain(&[429], "credits are depleted", Class::Quota),
    contain(REFUSED, "used all available credits", Class::Quota),
    contain(REFUSED, "insufficient credit", Class::Quota),
    contain(REFUSED, "out of credits", Class::Quota),
    contain(REFUSED, "spend limit", Class::Quota),
    contain(REFUSED, "spending limit", Class::Quota),
    begin(REFUSED, "insufficient balance", Class::Quota),
    begin(REFUSED, "out of call volume quota", Class::Quota),
    begin(&[413, 429], "request too large", Class::TooLarge),
];

/// The statuses of a caller who is known, and has nothing left.
const REFUSED: &[u16] = &[403, 412, 429];

/// Statuses that no name corrects: a 402 comes as `invalid_request_error`, a 413 as `rate_limit_exceeded`.
pub(crate) const FIRM_STATUSES: &[(u16, Class)] = &[(402, Class::Quota), (413, Class::TooLarge)];

/// Names that say more than the status they come with.
pub(crate) const NAMES: &[(&str, Class)] = &[
    // Content
    ("content_filter", Class::Filtered),
    ("content_policy_violation", Class::Filtered),
    ("ResponsibleAIPolicyViolation", Class::Filtered),
    ("invalid_prompt", Class::Filtered),
    ("bio_policy", Class::Filtered),
    ("moderation_blocked", Class::Filtered),
    ("image_content_policy_violation", Class::Filtered),
    ("data_inspection_failed", Class::Filtered),
    // Size
    ("context_length_exceeded", Class::TooLarge),
    ("exceed_context_size_error", Class::TooLarge),
    ("max_tokens_exceeded", Class::TooLarge),
    ("token_limit_exceeded", Class::TooLarge),
    ("request_too_large", Class::TooLarge),
    // Credentials
    ("invalid_api_key", Class::Auth),
    ("API_KEY_INVALID", Class::Auth),
    ("authentication_error", Class::Auth),
    ("UNAUTHENTICATED", Class::Auth),
    ("permission_error", Class::Auth),
    ("PERMISSION_DENIED", Class::Auth),
    ("unsupported_country_region_territory", Class::Auth),
    ("AccessDeniedException", Class::Auth),
    ("ExpiredTokenException", Class::Auth),
    ("UnrecognizedClientException", Class::Auth),
    ("InvalidSignatureException", Class::Auth),
    ("IncompleteSignatureException", Class::Auth),
    ("organization_restricted", Class::Auth),
    // Gemini, of a region that it does not serve.
    ("FAILED_PRECONDITION", Class::Auth),
    // Models
    ("model_not_found", Class::Missing),
    ("invalid_model", Class::Missing),
    ("model_decommissioned", Class::Missing),
    ("model_not_available", Class::Missing),
    ("model_terms_required", Class::Missing),
    ("DeploymentNotFound", Class::Missing),
    ("ResourceNotFoundException", Class::Missing),
    // Pace
    ("rate_limit_exceeded", Class::RateLimited),
    ("rate_limit_error", Class::RateLimited),
    ("too_many_requests", Class::RateLimited),
    ("slow_down", Class::RateLimited),
    ("RESOURCE_EXHAUSTED", Class::RateLimited),
    ("ThrottlingException", Class::RateLimited),
    ("Throttling", Class::RateLimited),
    ("Throttling.RateQuota", Class::RateLimited),
    ("Throttling.BurstRate", Class::RateLimited),
    ("Throttling.AllocationQuota", Class::RateLimited),
    ("ThrottledException", Class::RateLimited),
    ("TooManyRequestsException", Class::RateLimited),
    // Capacity
    ("overloaded_error", Class::Overloaded),
    ("server_is_overloaded", Class::Overloaded),
    ("service_unavailable_error", Class::Overloaded),
    ("engine_overloaded_error", Class::Overloaded),
    ("overloaded", Class::Overloaded),
    ("NoCapacity", Class::Overloaded),
    ("capacity_exceeded", Class::Overloaded),
    ("service_tier_capacity_exceeded", Class::Overloaded),
    ("ServiceUnavailable", Class::Overloaded),
    ("ServiceUnavailableException", Class::Overloaded),
    ("ModelNotReadyException", Class::Overloaded),
    ("UNAVAILABLE", Class::Overloaded),
    // Time
    ("timeout", Class::Timeout),
    ("timeout_error", Class::Timeout),
    ("request_timeout", Class::Timeout),
    ("DEADLINE_EXCEEDED", Class::Timeout),
    ("ModelTimeoutException", Class::Timeout),
    ("vector_store_timeout", Class::Timeout),
    // Faults. The model's own output broke the last two, under a 400: the caller did nothing wrong.
    ("ModelErrorException", Class::Server),
    ("ModelStreamErrorException", Class::Server),
    ("InternalServerException", Class::Server),
    ("json_validate_failed", Class::Server),
    ("tool_use_failed", Class::Server),
    // The rest
    ("conflict_error", Class::Conflict),
    ("ConflictException", Class::Conflict),
    ("ABORTED", Class::Conflict),
    ("CANCELLED", Class::Cancelled),
    ("failed_dependency", Class::Invalid),
    ("string_above_max_length", Class::Invalid),
];

/// Sentences for what has no name: context overflow, keys, models that a 404 is about.
pub(crate) const PHRASES: &[Phrase] = &[
    // Size
    contain(INPUT, "maximum context length is", Class::TooLarge),
    contain(INPUT, "exceeds the maximum number of tokens", Class::TooLarge),
    contain(INPUT, "exceeds the available context size", Class::TooLarge),
    contain(INPUT, "maximum prompt length is", Class::TooLarge),
    contain(INPUT, "exceeds the context window", Class::TooLarge),
    contain(INPUT, "reduce the length of the messages", Class::TooLarge),
    contain(INPUT, "too large for model with", Class::TooLarge),
    begin(INPUT, "input length and `max tokens` exceed context limit", Class::TooLarge),
    begin(INPUT, "the input length exceeds the context length", Class::TooLarge),
    begin(INPUT, "the model returned the following errors: prompt is too long", Class::TooLarge),
    begin(INPUT, "the model returned the following errors: input is too long", Class::TooLarge),
    begin(INPUT, "prompt is too long", Class::TooLarge),
    begin(INPUT, "the prompt is too long", Class::TooLarge),
    begin(INPUT, "input is too long", Class::TooLarge),
    begin(INPUT, "too many tokens:", Class::TooLarge),
    begin(INPUT, "input validation error: `inputs` tokens + `max new tokens`", Class::TooLarge),
    begin(INPUT, "litellm.contextwindowexceedederror", Class::TooLarge),
    // Content
    begin(&[400, 403], "content violates usage guidelines", Class::Filtered),
    begin(&[400], "litellm.contentpolicyviolationerror", Class::Filtered),
    begin(&[400], "output blocked by content filtering policy", Class::Filtered),
    begin(&[400], "your request was rejected as a result of our safety system", Class::Filtered),
    // Credentials
    begin(&[400], "api key not valid", Class::Auth),
    begin(&[400], "api key expired", Class::Auth),
    begin(&[400], "incorrect api key", Class::Auth),
    begin(&[400], "this organization has been disabled", Class::Auth),
    // Models
    begin(&[400], "the provided model identifier is invalid", Class::Missing),
    begin(&[400], "invocation of model id", Class::Missing),
    end(&[400], "is not a valid model id", Class::Missing),
    begin(GONE, "model", Class::Missing),
    contain(GONE, "the model", Class::Missing),
    contain(GONE, "the requested model", Class::Missing),
    contain(GONE, "publisher model", Class::Missing),
    contain(GONE, "model not found", Class::Missing),
    contain(GONE, "deployment", Class::Missing),
    contain(GONE, "no endpoints found", Class::Missing),
    // Capacity
    contain(&[498], "capacity", Class::Overloaded),
];

/// The statuses of what is not there, or no longer.
const GONE: &[u16] = &[404, 410];

/// The statuses of an input that was not accepted.
const INPUT: &[u16] = &[400, 413, 422];

/// Statuses that mean more here than their hundred: Portkey's guardrail, Cohere's token, the login page of a network.
pub(crate) const STATUSES: &[(u16, Class)] =
    &[(446, Class::Filtered), (498, Class::Auth), (511, Class::Auth)];

/// Names so general that any error status says more: a 503 is called `server_error` too.
pub(crate) const VAGUE_NAMES: &[(&str, Class)] = &[
    ("server_error", Class::Server),
    ("api_error", Class::Server),
    ("internal_error", Class::Server),
    ("internal_server_error", Class::Server),
    ("INTERNAL", Class::Server),
    ("invalid_request_error", Class::Invalid),
    ("invalid_request", Class::Invalid),
    ("INVALID_ARGUMENT", Class::Invalid),
    ("ValidationException", Class::Invalid),
    ("NOT_FOUND", Class::Invalid),
    ("not_found_error", Class::Invalid),
    ("empty_image_file", Class::Invalid),
    ("failed_to_download_image", Class::Invalid),
    ("image_file_not_found", Class::Invalid),
    ("image_file_too_large", Class::Invalid),
    ("image_parse_error", Class::Invalid),
    ("image_too_large", Class::Invalid),
    ("image_too_small", Class::Invalid),
    ("invalid_base64_image", Class::Invalid),
    ("invalid_image", Class::Invalid),
    ("invalid_image_format", Class::Invalid),
    ("invalid_image_mode", Class::Invalid),
    ("invalid_image_url", Class::Invalid),
    ("unsupported_image_media_type", Class::Invalid),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_in_two_rows() {
        let mut names: Vec<String> = [MONEY, NAMES, VAGUE_NAMES]
            .concat()
            .iter()
            .map(|(name, _)| name.replace('_', "").to_ascii_lowercase())
            .collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn sentences_are_written_as_they_are_compared() {
        for phrase in CORRECTIONS.iter().chain(PHRASES) {
            let (Words::Begin(words) | Words::Contain(words) | Words::End(words)) = phrase.words;
            assert_eq!(words, words.to_ascii_lowercase().replace(['-', '_'], " "));
        }
    }
}
