/**
 * What Ruby runs first. The published client (Typhoeus on Ethon) leaves certificates to libcurl, which reads none of the
 * variables: the program curl does, the library does not.
 */

/** `authorityPath`: the file of certificates to trust. */
export const rubyPreload = (authorityPath: string): string => `module ActivitySmithMock
  AUTHORITY = ${rubyString(authorityPath)}

  module Trust
    def set_attributes(options)
      super
      self.cainfo = AUTHORITY unless options.key?(:cainfo)
    end
  end

  module Require
    private

    def require(path)
      loaded = super
      ::Ethon::Easy.prepend(Trust) if loaded && path == "ethon"
      loaded
    end
  end
end

Object.prepend(ActivitySmithMock::Require)
`;

/** In single quotes, where Ruby replaces nothing. */
function rubyString(text: string): string {
	return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
