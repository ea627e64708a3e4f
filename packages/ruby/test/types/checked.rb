# frozen_string_literal: true

# Holds every call of a public method, and what it gives, against the signatures.
ENV["RBS_TEST_TARGET"] = "ActivitySmith::*"
ENV["RBS_TEST_RAISE"] = "true"
ENV["RBS_TEST_LOGLEVEL"] = "error"
ENV["RBS_TEST_OPT"] = "-I #{File.expand_path('../../sig', __dir__)} -r openssl -r date -r socket"
require "rbs/test/setup"
require_relative "../unit/support"
