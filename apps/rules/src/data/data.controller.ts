import { RefusedRequestError } from "@kobako/host/http";
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from "@nestjs/common";
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from "@nestjs/swagger";
import { z } from "zod";
import { Books, type Entry } from "./books.ts";
import { type Fields, Records } from "./records.ts";

/** A record: any JSON object. */
export const FIELDS = z.record(z.string(), z.unknown());

const ID = z.string().regex(/^[\w.-]{1,100}$/);
const ENTRY = z.object({ value: z.union([z.string().max(1_000), z.number(), z.boolean()]) });

/** What a tenant's rules can look up. */
@Controller()
@ApiTags("data")
@ApiBearerAuth()
export class DataController {
  constructor(
    private readonly books: Books,
    private readonly records: Records,
  ) {}

  @Put("books/:book/:key")
  @HttpCode(204)
  @ApiOperation({ summary: "Write an entry of a look-up table, which rules read with Books.get" })
  @ApiResponse({ status: 204 })
  @ApiResponse({ status: 409, description: "The tenant has as many entries as it can" })
  putEntry(
    @Param("book", { schema: ID }) book: string,
    @Param("key", { schema: ID }) key: string,
    @Body({ schema: ENTRY }) { value }: { value: Entry },
  ): void {
    this.books.put(book, key, value);
  }

  @Put("records/:id")
  @HttpCode(204)
  @ApiOperation({ summary: "Store a record, which rules read with Records.find" })
  @ApiResponse({ status: 204 })
  @ApiResponse({ status: 409, description: "The tenant has as many records as it can" })
  @ApiResponse({ status: 413, description: "The record is too long" })
  putRecord(@Param("id", { schema: ID }) id: string, @Body({ schema: FIELDS }) fields: Fields): void {
    this.records.put(id, fields);
  }

  @Get("records/:id")
  @ApiOperation({ summary: "A stored record" })
  @ApiResponse({ status: 200, standardSchema: FIELDS })
  findRecord(@Param("id", { schema: ID }) id: string): Fields {
    return this.records.find(id) ?? notThere();
  }

  @Delete("records/:id")
  @HttpCode(204)
  @ApiOperation({ summary: "Forget a stored record" })
  @ApiResponse({ status: 204 })
  removeRecord(@Param("id", { schema: ID }) id: string): void {
    if (!this.records.remove(id)) notThere();
  }
}

function notThere(): never {
  throw new RefusedRequestError(404, { slug: "unknown-record", title: "There is no such record" });
}
