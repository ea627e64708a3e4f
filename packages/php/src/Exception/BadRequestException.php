<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** 400: something in the request is not allowed. The message names it. */
final class BadRequestException extends ApiException
{
}
