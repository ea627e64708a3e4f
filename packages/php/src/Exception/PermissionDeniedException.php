<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** 403: the API key may not do this. */
final class PermissionDeniedException extends ApiException
{
}
