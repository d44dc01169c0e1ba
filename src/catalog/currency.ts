/** When the data of a published record is due for its next update. */
export interface Due {
  readonly recordId: number;
  /** ISO day of the data's last update and which field told it. */
  readonly updatedOn: string;
  /** ISO day on which the update falls due. */
  readonly dueOn: string;
}

export interface CurrencyStore {
  /** Sets or, with undefined, forgets the due date of a record. */
  set(recordId: number, due: Omit<Due, 'recordId'> | undefined): Promise<void>;
  /** Published records due on or before a day that have not been told of this due date, at most `limit`. */
  untold(day: string, limit: number): Promise<(Due & { agencyId: string })[]>;
  told(recordIds: readonly number[], at: string): Promise<void>;
  of(recordId: number): Promise<Due | undefined>;
}
