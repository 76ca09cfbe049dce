//! search-client
