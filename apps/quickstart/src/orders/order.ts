/** One product of an order. The guest sees it as a Hash with these keys. */
export interface OrderLine {
  readonly sku: string;
  readonly product: string;
  readonly quantity: number;
  /** Of one piece, in hundredths of the order's currency. */
  readonly price: number;
}

export interface Order {
  readonly id: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly customer: string;
  readonly region: string;
  /** ISO 4217 */
  readonly currency: string;
  readonly status: string;
  readonly lines: readonly OrderLine[];
}
