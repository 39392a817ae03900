/** A file that is none of the formats that can be read. */
import { CapacityError } from "@lib/core/errors.ts";

/**
 * The error for a file whose kind is not known. Alone it stops the ingest; among other files it is passed over, with a
 * note that gives its reason. A file of a known kind that is damaged is never passed over.
 */
export class UnknownFormat extends CapacityError {}
