# frozen_string_literal: true

require_relative "lib/activitysmith/version"

Gem::Specification.new do |spec|
  spec.name = "activitysmith"
  spec.version = ActivitySmith::VERSION
  spec.authors = ["ActivitySmith"]
  spec.summary = "Push notifications, Live Activities, widgets and badges on an iPhone, with one call each"
  spec.homepage = "https://activitysmith.com/docs"
  spec.license = "MIT"
  spec.required_ruby_version = ">= 3.1"
  spec.metadata = {
    "source_code_uri" => "https://github.com/ActivitySmithHQ/activitysmith-ruby",
    "rubygems_mfa_required" => "true"
  }
  spec.files = Dir.glob(["lib/**/*.rb", "sig/**/*.{rbs,yaml}", "README.md", "LICENSE"], base: __dir__).sort
end
