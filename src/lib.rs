//! casa
